# SPDX-License-Identifier: GPL-3.0-or-later
"""The change log of an example project and the tables that follow from it.

make-example.py commits change sets in the order of time; each one is written to the log and applied to the tables by
the same statement, so the two cannot disagree. Knows the field tables of src/core/zw-schema.c and the project's own JSON;
knows nothing about the story that is told."""

import datetime
import json

EPOCH_MS = int(datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc).timestamp() * 1000)

# entity -> its fields in table order; "ref ENTITY", "set ENTITY" and "dates" name what is referred to
FIELDS = {
    'person': 'name text, handle text, email text, company text, colour text, kind choice, extra long',
    'project': 'key text, name text, description long, time_zone text, working_days int, minutes_per_day int,'
               ' estimate_unit choice, scale text, reporter_role text, sprint_days int, focus_factor real, age_limit int,'
               ' standup_seconds int, parallel_sprints bool, new_limit_hard bool, show_difficulty bool, show_time bool,'
               ' sub_tickets_on_board bool, position int, holidays dates, extra long',
    'status': 'project ref project, name text, workflow choice, category choice, wip_limit int, wip_hard bool,'
              ' colour text, on_board bool, position int, extra long',
    'member': 'project ref project, person ref person, role text, minutes_per_day int, points_per_sprint real,'
              ' active bool, days_off dates, extra long',
    'label': 'project ref project, name text, colour text, extra long',
    'sprint': 'project ref project, name text, goal text, state choice, start date, end date, started instant,'
              ' closed instant, position int, frozen long, report long, extra long',
    'ticket': 'project ref project, number int, title text, type choice, status ref status, owner ref person,'
              ' reporter ref person, customer ref person, estimate real, planned int, remaining int, difficulty int,'
              ' progress int, priority int, sprint ref sprint, rank int, due date, waiting_until date, waiting_for text,'
              ' resolution choice, resolution_text text, duplicate_of ref ticket, parent ref ticket, archived bool,'
              ' created instant, started instant, closed instant, status_since instant, labels set label,'
              ' solves set ticket, duplicates set ticket, relates set ticket, split_from set ticket, description long,'
              ' extra long',
    'comment': 'ticket ref ticket, author ref person, author_name text, kind text, channel text, direction choice,'
               ' internal bool, created instant, edited instant, text long, extra long',
    'check_item': 'ticket ref ticket, text text, done bool, rank int',
    'block': 'ticket ref ticket, blocker ref ticket, reason text, author ref person, author_name text, since instant,'
             ' ended instant',
    'work': 'ticket ref ticket, person ref person, date date, minutes int, note text',
    'alias': 'project ref project, ticket ref ticket, key text',
    'filter': 'project ref project, person ref person, name text, query text',
    'template': 'project ref project, name text, body long',
    'source': 'ticket ref ticket, system text, key text, url text, values long',
    'standup': 'project ref project, held instant, seconds int, notes long',
}
PARTS = ('comment', 'check_item', 'block', 'work', 'source')
SECTIONS = (('people', 'person'), ('projects', 'project'), ('statuses', 'status'), ('members', 'member'), ('labels', 'label'),
            ('sprints', 'sprint'), ('tickets', 'ticket'), ('comments', 'comment'), ('check_items', 'check_item'),
            ('blocks', 'block'), ('works', 'work'), ('aliases', 'alias'), ('filters', 'filter'), ('templates', 'template'),
            ('sources', 'source'), ('standups', 'standup'))


def _parse_fields(text):
    fields = {}
    for field in text.split(','):
        name, kind, *target = field.split()
        fields[name] = (kind, target[0] if target else None)
    return fields


SCHEMA = {entity: _parse_fields(text) for entity, text in FIELDS.items()}


def iso_instant(ms):
    moment = datetime.datetime.fromtimestamp(ms // 1000, datetime.timezone.utc)
    return moment.strftime('%Y-%m-%dT%H:%M:%S') + '.%03dZ' % (ms % 1000)


class History:
    """The log so far, the rows it makes, and the ids of what has been named."""

    def __init__(self, writer):
        self.writer = writer
        self.rows = {entity: {} for entity in SCHEMA}
        self.touched = {}
        self.ids = {}
        self.log = []
        self.last_at = 0

    def begin(self, deed, actor, at):
        """A set at `at`, or just after the set before it."""
        self.last_at = at = max(at, self.last_at + 1)
        return ChangeSet(self, deed, actor, at)

    def encode(self, entity, field, value):
        """`value` as the log writes it; None = unset. References are given by the key under which they were created."""
        kind, target = SCHEMA[entity][field]
        if value is None or value == '':
            return None
        if kind in ('ref', 'set'):
            return self.ids[target, value]
        if kind == 'bool':
            return '1' if value else '0'
        if kind == 'real':
            return repr(value).removesuffix('.0')
        return str(value)

    def value(self, entity, key, field):
        return self.rows[entity][self.ids[entity, key]].get(field)

    def write(self, stream, database):
        """The project's own JSON, version 1: one record per line, records by id, log by commit."""
        stream.write('{\n  "format": "zettelwand",\n  "version": 1,\n')
        stream.write('  "exported": %s,\n  "database": %s,\n' % (_json(iso_instant(self.last_at)), _json(database)))
        for section, entity in SECTIONS:
            rows = self.rows[entity]
            self._write_section(stream, section, [self._record(entity, key, rows[key]) for key in sorted(rows, key=int)])
        self._write_section(stream, 'log', self.log)
        stream.write('  "attachments": []\n}\n')

    @staticmethod
    def _write_section(stream, name, records):
        lines = ',\n'.join('    ' + _json(record) for record in records)
        stream.write('  %s: [%s],\n' % (_json(name), '\n' + lines + '\n  ' if lines else ''))

    def _record(self, entity, row_id, row):
        record = {'id': row_id}
        for field, (kind, _) in SCHEMA[entity].items():
            if field in row:
                record[field] = _json_value(kind, row[field])
        created, changed = self.touched[row_id]
        if changed != created:
            record['changed'] = iso_instant(changed)
        return record


class ChangeSet:
    """One deed of one person: writes its rows to the log and to the tables at once."""

    def __init__(self, history, deed, actor, at):
        self.history = history
        self.at = at
        self.ids_given = 0
        self.record = {'id': self._new_id(), 'deed': deed, 'writer': history.writer}
        self.actor = actor
        self.deed_changes = []

    def _new_id(self):
        self.ids_given += 1
        return str((self.at - EPOCH_MS) << 22 | self.ids_given)

    def create(self, entity, key, /, **values):
        """A new row; `key` is its name for later references. Long texts and sets follow the row, as in the program."""
        row_id = self._new_id()
        history = self.history
        history.ids[entity, key] = row_id
        history.rows[entity][row_id] = {}
        change = {'op': 'create', 'entity': entity, 'id': row_id}
        if entity in PARTS:
            change['ticket'] = history.encode(entity, 'ticket', values['ticket'])
        change['values'] = history.rows[entity][row_id] = self._short_values(entity, values)
        history.rows[entity][row_id] = dict(change['values'])
        self._log(row_id, change)
        for field in SCHEMA[entity]:
            kind = SCHEMA[entity][field][0]
            if kind in ('set', 'dates'):
                for value in values.get(field) or ():
                    self.add(entity, key, field, value)
            elif kind == 'long' and values.get(field):
                self.set(entity, key, field, values[field])

    def _short_values(self, entity, values):
        short = {}
        unknown = set(values) - set(SCHEMA[entity])
        assert not unknown, unknown
        for field, (kind, _) in SCHEMA[entity].items():
            if kind == 'bool':
                short[field] = self.history.encode(entity, field, values.get(field, False))
            elif kind not in ('set', 'dates', 'long') and values.get(field) not in (None, ''):
                short[field] = self.history.encode(entity, field, values[field])
        return short

    def set(self, entity, key, field, value):
        """One field; nothing is logged when it has this value already."""
        row_id = self.history.ids[entity, key]
        row = self.history.rows[entity][row_id]
        old, new = row.get(field), self.history.encode(entity, field, value)
        if old == new:
            return
        change = self._change('set', entity, row_id, field)
        if old is not None:
            change['old'] = old
        row.pop(field, None)
        if new is not None:
            change['new'] = row[field] = new
        self._log(row_id, change)

    def add(self, entity, key, field, value):
        row_id = self.history.ids[entity, key]
        new = self.history.encode(entity, field, value)
        self.history.rows[entity][row_id].setdefault(field, set()).add(new)
        change = self._change('add', entity, row_id, field)
        change['new'] = new
        self._log(row_id, change)

    def _change(self, op, entity, row_id, field):
        change = {'op': op, 'entity': entity, 'id': row_id}
        if entity in PARTS:
            change['ticket'] = self.history.rows[entity][row_id]['ticket']
        change['field'] = field
        return change

    def _log(self, row_id, change):
        created, _ = self.history.touched.get(row_id, (self.at, None))
        self.history.touched[row_id] = (created, self.at)
        self.deed_changes.append(change)

    def commit(self, names):
        """Ends the set; one without changes leaves no trace. `names`: what people are called, by key."""
        if not self.deed_changes:
            return
        self.record['actor'] = self.history.ids['person', self.actor]
        self.record['actor_name'] = names[self.actor]
        self.record['at'] = iso_instant(self.at)
        self.record['changes'] = self.deed_changes
        self.history.log.append(self.record)


def _json(value):
    return json.dumps(value, ensure_ascii=False, separators=(',', ':'))


def _json_value(kind, text):
    if kind in ('int', 'real'):
        return float(text) if '.' in text else int(text)
    if kind == 'bool':
        return text == '1'
    if kind == 'instant':
        return iso_instant(int(text))
    if kind == 'dates':
        return sorted(text)
    if kind == 'set':
        return sorted(text, key=int)
    return text
