-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first schema (user_version 1). Immutable once released: later changes are 002-….sql.
-- One table per entity; columns are named exactly as the fields of src/core/zw-schema.c, in their order, and are a
-- cache of the change log kept in the same transaction. Every entity table also has: id; revision, counting its
-- writes; changed, the instant of the last one; deleted, the change set that deleted the row.
-- Instants are UTC milliseconds, dates YYYY-MM-DD, truth values 0 and 1. Choices are written out as OR: SQLite builds a table
-- for each IN list of more than two values, for each row it checks.
PRAGMA application_id = 1515676770;
PRAGMA user_version = 1;

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE project (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  time_zone TEXT,
  working_days INTEGER NOT NULL,
  minutes_per_day INTEGER NOT NULL,
  estimate_unit TEXT NOT NULL CHECK (estimate_unit IN ('points', 'hours')),
  scale TEXT,
  reporter_role TEXT,
  sprint_days INTEGER NOT NULL,
  focus_factor REAL NOT NULL,
  age_limit INTEGER,
  standup_seconds INTEGER NOT NULL,
  parallel_sprints INTEGER NOT NULL CHECK (parallel_sprints IN (0, 1)),
  new_limit_hard INTEGER NOT NULL CHECK (new_limit_hard IN (0, 1)),
  show_difficulty INTEGER NOT NULL CHECK (show_difficulty IN (0, 1)),
  show_time INTEGER NOT NULL CHECK (show_time IN (0, 1)),
  sub_tickets_on_board INTEGER NOT NULL CHECK (sub_tickets_on_board IN (0, 1)),
  position INTEGER NOT NULL,
  extra TEXT
) STRICT;
CREATE UNIQUE INDEX project_key ON project (key COLLATE NOCASE) WHERE deleted IS NULL;

CREATE TABLE status (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  workflow TEXT NOT NULL CHECK (workflow IN ('work', 'support')),
  category TEXT NOT NULL
    CHECK (category = 'todo' OR category = 'in-progress' OR category = 'waiting' OR category = 'done'
      OR category = 'cancelled'),
  wip_limit INTEGER NOT NULL,
  wip_hard INTEGER NOT NULL CHECK (wip_hard IN (0, 1)),
  colour TEXT,
  on_board INTEGER NOT NULL CHECK (on_board IN (0, 1)),
  position INTEGER NOT NULL,
  extra TEXT
) STRICT;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  name TEXT NOT NULL,
  handle TEXT,
  email TEXT,
  company TEXT,
  colour TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('member', 'customer')),
  extra TEXT
) STRICT;
CREATE UNIQUE INDEX person_handle ON person (handle) WHERE deleted IS NULL AND handle IS NOT NULL;

CREATE TABLE member (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  person INTEGER NOT NULL REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  role TEXT,
  minutes_per_day INTEGER,
  points_per_sprint REAL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  extra TEXT
) STRICT;
CREATE UNIQUE INDEX member_once ON member (project, person) WHERE deleted IS NULL;

CREATE TABLE label (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  colour TEXT,
  extra TEXT
) STRICT;

CREATE TABLE sprint (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  goal TEXT,
  state TEXT NOT NULL CHECK (state = 'planned' OR state = 'active' OR state = 'closed'),
  start TEXT CHECK (start IS date (start)),
  "end" TEXT CHECK ("end" IS date ("end")),
  started INTEGER,
  closed INTEGER,
  position INTEGER NOT NULL,
  frozen TEXT, -- JSON: calendar, commitment and estimates as they were at the start
  report TEXT, -- JSON: the sealed report
  extra TEXT
) STRICT;

CREATE TABLE ticket (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  number INTEGER,
  title TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type = 'story' OR type = 'task' OR type = 'bug' OR type = 'problem' OR type = 'epic'),
  status INTEGER NOT NULL REFERENCES status DEFERRABLE INITIALLY DEFERRED,
  owner INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  reporter INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  customer INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  estimate REAL,
  planned INTEGER,
  remaining INTEGER,
  difficulty INTEGER,
  progress INTEGER,
  priority INTEGER NOT NULL,
  sprint INTEGER REFERENCES sprint DEFERRABLE INITIALLY DEFERRED,
  rank INTEGER NOT NULL,
  due TEXT CHECK (due IS date (due)),
  waiting_until TEXT CHECK (waiting_until IS date (waiting_until)),
  waiting_for TEXT,
  resolution TEXT NOT NULL
    CHECK (resolution = 'none' OR resolution = 'postponed' OR resolution = 'duplicate'
      OR resolution = 'not-reproducible' OR resolution = 'will-not-be-done' OR resolution = 'cannot-be-solved'
      OR resolution = 'other'),
  resolution_text TEXT,
  duplicate_of INTEGER REFERENCES ticket DEFERRABLE INITIALLY DEFERRED,
  parent INTEGER REFERENCES ticket DEFERRABLE INITIALLY DEFERRED,
  archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
  created INTEGER,
  started INTEGER,
  closed INTEGER,
  status_since INTEGER,
  description TEXT,
  extra TEXT
) STRICT;
CREATE UNIQUE INDEX ticket_number ON ticket (project, number);
-- Everything a board needs in the order it needs it: loading never touches the rows with their long texts.
CREATE INDEX ticket_board ON ticket (
  project, rank, id, changed, number, title, type, status, owner, reporter, customer, estimate, planned, remaining,
  difficulty, progress, priority, sprint, due, waiting_until, waiting_for, resolution, resolution_text, duplicate_of,
  parent, created, started, closed, status_since, deleted, archived
) WHERE deleted IS NULL AND archived = 0;
CREATE INDEX ticket_status ON ticket (status, rank) WHERE deleted IS NULL AND archived = 0;
CREATE INDEX ticket_sprint ON ticket (sprint) WHERE sprint IS NOT NULL;
CREATE INDEX ticket_parent ON ticket (parent) WHERE parent IS NOT NULL;

-- position keeps the order in which labels were given.
CREATE TABLE ticket_label (
  position INTEGER PRIMARY KEY,
  ticket INTEGER NOT NULL REFERENCES ticket DEFERRABLE INITIALLY DEFERRED,
  label INTEGER NOT NULL REFERENCES label DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (ticket, label)
) STRICT;

CREATE TABLE ticket_link (
  ticket INTEGER NOT NULL REFERENCES ticket DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind = 'solves' OR kind = 'duplicates' OR kind = 'relates' OR kind = 'split_from'),
  target INTEGER NOT NULL REFERENCES ticket DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (ticket, kind, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_link_target ON ticket_link (target, kind);

CREATE TABLE holiday (
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  date TEXT NOT NULL CHECK (date IS date (date)),
  PRIMARY KEY (project, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_off (
  member INTEGER NOT NULL REFERENCES member DEFERRABLE INITIALLY DEFERRED,
  date TEXT NOT NULL CHECK (date IS date (date)),
  PRIMARY KEY (member, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE comment (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  ticket INTEGER NOT NULL REFERENCES ticket DEFERRABLE INITIALLY DEFERRED,
  author INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  author_name TEXT,
  kind TEXT,
  channel TEXT,
  direction TEXT NOT NULL CHECK (direction = 'none' OR direction = 'in' OR direction = 'out'),
  internal INTEGER NOT NULL CHECK (internal IN (0, 1)),
  created INTEGER,
  edited INTEGER,
  text TEXT,
  extra TEXT
) STRICT;
CREATE INDEX comment_ticket ON comment (ticket) WHERE deleted IS NULL;

CREATE TABLE check_item (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  ticket INTEGER NOT NULL REFERENCES ticket DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL,
  done INTEGER NOT NULL CHECK (done IN (0, 1)),
  rank INTEGER NOT NULL
) STRICT;
CREATE INDEX check_item_ticket ON check_item (ticket, done) WHERE deleted IS NULL;

CREATE TABLE block (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  ticket INTEGER NOT NULL REFERENCES ticket DEFERRABLE INITIALLY DEFERRED,
  blocker INTEGER REFERENCES ticket DEFERRABLE INITIALLY DEFERRED,
  reason TEXT,
  author INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  author_name TEXT,
  since INTEGER NOT NULL,
  ended INTEGER
) STRICT;
CREATE INDEX block_ticket ON block (ticket) WHERE deleted IS NULL;
CREATE INDEX block_blocker ON block (blocker) WHERE deleted IS NULL AND blocker IS NOT NULL;
CREATE INDEX block_open ON block (ticket, since) WHERE deleted IS NULL AND ended IS NULL;

CREATE TABLE work (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  ticket INTEGER NOT NULL REFERENCES ticket DEFERRABLE INITIALLY DEFERRED,
  person INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  date TEXT CHECK (date IS date (date)),
  minutes INTEGER NOT NULL,
  note TEXT
) STRICT;
CREATE INDEX work_ticket ON work (ticket, minutes) WHERE deleted IS NULL;

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  ticket INTEGER NOT NULL REFERENCES ticket DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  mime TEXT,
  size INTEGER,
  blob TEXT, -- blob.hash
  author INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  created INTEGER
) STRICT;
CREATE INDEX attachment_ticket ON attachment (ticket) WHERE deleted IS NULL;
CREATE TABLE blob (hash TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT;

-- Old keys that still open: of a ticket ("OLD-12"), or with ticket NULL a project's former prefix ("OLD").
CREATE TABLE alias (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  ticket INTEGER REFERENCES ticket DEFERRABLE INITIALLY DEFERRED,
  key TEXT NOT NULL
) STRICT;
CREATE INDEX alias_key ON alias (key COLLATE NOCASE) WHERE deleted IS NULL;

CREATE TABLE filter (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  person INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  query TEXT
) STRICT;

CREATE TABLE template (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  body TEXT
) STRICT;

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  ticket INTEGER NOT NULL REFERENCES ticket DEFERRABLE INITIALLY DEFERRED,
  system TEXT NOT NULL,
  key TEXT,
  url TEXT,
  "values" TEXT -- JSON: the value last imported for each field
) STRICT;
CREATE INDEX source_ticket ON source (ticket) WHERE deleted IS NULL;

CREATE TABLE standup (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  changed INTEGER,
  deleted INTEGER,
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  held INTEGER NOT NULL,
  seconds INTEGER,
  notes TEXT
) STRICT;

-- The number the next ticket of a project gets; never goes down.
CREATE TABLE counter (project INTEGER PRIMARY KEY, next INTEGER NOT NULL) STRICT;

-- The log. A transaction writes its rows without a gap, so first_seq..seq are the rows of a set. change.set_id is no
-- declared reference: the set is written after its rows, and a deferred check would read the whole log.
CREATE TABLE change_set (
  seq INTEGER PRIMARY KEY,
  first_seq INTEGER NOT NULL,
  id INTEGER NOT NULL UNIQUE,
  undoes INTEGER,
  deed TEXT NOT NULL,
  writer TEXT,
  actor_id INTEGER,
  actor_name TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX change_set_writer ON change_set (writer, seq);
CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  set_id INTEGER NOT NULL,
  op TEXT NOT NULL CHECK (op = 'create' OR op = 'set' OR op = 'delete' OR op = 'add' OR op = 'remove'),
  entity TEXT NOT NULL,
  entity_id INTEGER NOT NULL,
  ticket_id INTEGER,
  field TEXT,
  old TEXT,
  new TEXT
) STRICT;
CREATE INDEX change_ticket ON change (ticket_id, seq) WHERE ticket_id IS NOT NULL;
CREATE INDEX change_status ON change (entity_id, seq) WHERE field = 'status' OR field = 'status_since';
CREATE VIEW change_log AS
  SELECT c.seq, c.set_id, s.undoes, s.writer, s.actor_id, s.actor_name, s.at, c.op, c.entity, c.entity_id, c.field,
         c.old, c.new
  FROM change c JOIN change_set s ON s.id = c.set_id;

-- Full text. The tables index the rows of ticket and comment as they are, deleted ones too, but for the rows that
-- search_pending names: those came in bulk and are indexed afterwards.
CREATE VIRTUAL TABLE ticket_search USING fts5 (
  title, description, content = 'ticket', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE comment_search USING fts5 (
  text, content = 'comment', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE search_pending (
  entity TEXT NOT NULL CHECK (entity IN ('ticket', 'comment')),
  id INTEGER NOT NULL,
  PRIMARY KEY (entity, id)
) STRICT, WITHOUT ROWID;
