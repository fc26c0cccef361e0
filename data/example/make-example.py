#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes nordlicht.json, the example project: fourteen weeks of a small web shop team, ending on Monday 23 November 2026
at 09:32 in Berlin, in the middle of sprint 14.

    make-example.py            writes nordlicht.json beside itself
    make-example.py --check    compares; exit status 1 when the file is not what would be written

The story is told as events (moment, person, deed, what changes). Sorted by time they become change sets; the tables are
what the change sets leave behind. Same input, same bytes: no clock, no randomness.

Anna's answer in WEB-142 belongs to 09:40 in the design, eight minutes after the moment all pictures show. As nothing may
lie in the future, she gives it at 09:28 here. The mails that became WEB-185 to WEB-187 carry the time at which they were
sent; they were taken up on Monday morning, which is why WEB-187 holds a message of Friday evening."""

import datetime
import io
import os
import sys

sys.dont_write_bytecode = True

from change_log import History  # noqa: E402
from shop_columns import cancel_tickets, move, move_event, run_help_desk, work_on_history  # noqa: E402
from shop_facts import (ADDED_LATER, CUSTOMERS, FORMER_TITLES, LABELS, MOVES, NAMES, NOW_SPRINT, ORDER, SPRINTS, STATUSES,  # noqa: E402
                        TEAM, YEAR)
from shop_story import (DAY, MINUTE, at_minute, back_to_working, instant, local, monday_of, place_history, read_tickets,  # noqa: E402
                        to_working, working_days_between)


FOLDER = os.path.dirname(os.path.abspath(__file__))
OUTPUT = os.path.join(FOLDER, 'nordlicht.json')
DATABASE = '6e6f72646c6963687477656273686f70'
NOW = instant('11-23 09:32')
RANK_STEP = 1 << 20


class Story:
    """Collects events in any order; tell() plays them in the order of time."""

    def __init__(self):
        self.events = []
        self.tickets = read_tickets(os.path.join(FOLDER, 'tickets.txt'))

    def event(self, at, actor, deed, change):
        assert at <= NOW, (at, actor, deed)
        self.events.append((at, len(self.events), actor, deed, change))

    def tell(self):
        history = History('example')
        for at, order, actor, deed, change in sorted(self.events, key=lambda event: event[:2]):
            noise_ms = 0 if at >= NOW - MINUTE else order * 613 % 55000
            changes = history.begin(deed, actor, at + noise_ms)
            change(changes)
            changes.commit(NAMES)
        return history


def main_rank(number):
    return (200 + 1 + ORDER.index(number)) * RANK_STEP if number in ORDER else number * RANK_STEP


def first_rank(number):
    """At the end of what was there; the rows of today's plan got their places later."""
    return main_rank(number) if number in (182, 183, 184, 188) else number * RANK_STEP


# --- the project ----------------------------------------------------------------------------------------------------------

def set_up(story):
    def people(changes):
        for key, (name, email, colour, _, _) in TEAM.items():
            changes.create('person', key, name=name, handle=key, email=email, colour=colour, kind='member')

    def project(changes):
        changes.create('project', 'WEB', key='WEB', name='Nordlicht Web Shop', time_zone='Europe/Berlin', working_days=31,
                       minutes_per_day=480, estimate_unit='points', scale='1 2 3 5 8 13', reporter_role='Reporter', sprint_days=14,
                       focus_factor=1.0, standup_seconds=120, show_difficulty=True, show_time=True, sub_tickets_on_board=True,
                       position=0, holidays=('2026-12-25', '2027-01-01'),
                       description='The web shop of the Nordlicht coffee roastery in Lübeck: five people, two weeks to a sprint.\n\n'
                                   'The first seven sprints were planned on paper.')
        for position, (name, workflow, category, limit, on_board) in enumerate(STATUSES):
            changes.create('status', name, project='WEB', name=name, workflow=workflow, category=category, wip_limit=limit,
                           on_board=on_board, position=position)

    def members(changes):
        for key, (_, _, _, role, points) in TEAM.items():
            changes.create('member', key, project='WEB', person=key, role=role, points_per_sprint=points, active=True)

    def labels(changes):
        for name, colour in LABELS:
            changes.create('label', name, project='WEB', name=name, colour=colour)

    def helpers(changes):
        changes.create('filter', 'mine', project='WEB', person='anna', name='My tickets', query='owner:anna')
        changes.create('filter', 'stuck', project='WEB', name='Stuck', query='is:blocked')
        changes.create('template', 'bug', project='WEB', name='Bug report',
                       body='What did you do?\n\nWhat happened?\n\nWhat did you expect?\n\nBrowser and device:')

    def days_off(changes):
        for day in ('2026-12-08', '2026-12-09', '2026-12-10', '2026-12-11'):
            changes.add('member', 'tomasz', 'days_off', day)

    for minute, change in enumerate((people, project, members, labels, helpers)):
        story.event(instant('08-17 09:%02d' % (5 * minute)), 'elif', 'project', change)
    story.event(instant('11-19 13:40'), 'tomasz', 'project', days_off)


def run_sprints(story):
    for position, number in enumerate(SPRINTS):
        monday = monday_of(number)
        friday = monday + datetime.timedelta(days=11)

        def prepare(changes, number=number, position=position, monday=monday, friday=friday):
            changes.create('sprint', number, project='WEB', name='Sprint %d' % number, goal=SPRINTS[number][1], state='planned',
                           start=monday, end=friday, position=position)

        def start(changes, number=number):
            changes.set('sprint', number, 'state', 'active')
            changes.set('sprint', number, 'started', changes.at)

        def close(changes, number=number):
            changes.set('sprint', number, 'state', 'closed')
            changes.set('sprint', number, 'closed', changes.at)
            for ticket in story.tickets.values():
                if ticket.sprints[:1] == [number] and len(ticket.sprints) > 1:
                    changes.set('ticket', ticket.number, 'sprint', number + 1)

        prepared = monday - datetime.timedelta(days=4 if number < 15 else 11)
        story.event(at_minute(prepared, 13 * 60), 'elif', 'sprint', prepare)
        if number <= NOW_SPRINT:
            story.event(at_minute(monday, 9 * 60 + 10), 'elif', 'sprint', lambda changes, number=number: plan(story, changes, number))
            story.event(at_minute(monday, 9 * 60 + 45), 'elif', 'sprint', start)
        if number < NOW_SPRINT:
            story.event(at_minute(friday, 16 * 60 + 30), 'elif', 'sprint', close)
    story.event(instant('11-20 14:10'), 'elif', 'sprint', lambda changes: plan(story, changes, 15))


def plan(story, changes, number):
    """The meeting at the start: what is taken in, who takes it, in which order it stands."""
    for ticket in story.tickets.values():
        if ticket.sprints[:1] != [number] or ticket.number in ADDED_LATER:
            continue
        changes.set('ticket', ticket.number, 'sprint', number)
        changes.set('ticket', ticket.number, 'owner', ticket.owner)
        changes.set('ticket', ticket.number, 'due', due_of(ticket))
        changes.set('ticket', ticket.number, 'priority', ticket.priority)
    if number == 14:
        for ticket in (story.tickets[key] for key in ORDER[:17] if key != 188):
            changes.set('ticket', ticket.number, 'rank', main_rank(ticket.number))
        changes.set('ticket', 142, 'planned', 960)


def due_of(ticket):
    return '%d-%s' % (YEAR, ticket.options['due']) if 'due' in ticket.options else None


def hold_stand_ups(story):
    first = 0
    for number in (13, 14):
        for day in working_days_between(monday_of(number), monday_of(number) + datetime.timedelta(days=11)):
            if day in (monday_of(number), local(NOW)[0]) or day > local(NOW)[0]:
                continue
            first += 1

            def hold(changes, day=day, first=first):
                changes.create('standup', day, project='WEB', held=changes.at, seconds=430 + first * 97 % 240)

            story.event(at_minute(day, 9 * 60 + 30), 'elif', 'edit', hold)


# --- tickets --------------------------------------------------------------------------------------------------------------

def create_tickets(story):
    known_customers = set()
    for ticket in story.tickets.values():
        customer = ticket.options.get('from')
        author = customer if ticket.options.get('by') == 'form' else reporter_of(ticket)
        if customer and customer not in known_customers:
            known_customers.add(customer)
            story.event(ticket.created, author, 'project', lambda changes, key=customer: create_customer(changes, key))
        story.event(ticket.created, author, 'create', lambda changes, ticket=ticket: create_ticket(changes, ticket))
    for number, (_, at, actor) in FORMER_TITLES.items():
        story.event(instant(at), actor, 'edit', lambda changes, number=number:
                    changes.set('ticket', number, 'title', story.tickets[number].title))
    refine(story)


def reporter_of(ticket):
    """Elif writes stories and takes up mails; bugs and chores come from all of the team."""
    if ticket.type in ('story', 'epic', 'problem') or ticket.number in (142, 188):
        return 'elif'
    return ('tomasz', 'elif', 'mei', 'jonas', 'anna')[ticket.number % 5]


def create_customer(changes, key):
    name, email, company, colour = CUSTOMERS[key]
    changes.create('person', key, name=name, email=email, company=company, colour=colour, kind='customer')


def create_ticket(changes, ticket):
    is_problem = ticket.type == 'problem'
    estimated = ticket.number in (184, 188)
    title, *_ = FORMER_TITLES.get(ticket.number, (ticket.title,))
    changes.create('ticket', ticket.number, project='WEB', number=ticket.number, title=title, type=ticket.type,
                   status='New' if is_problem else 'To Do', reporter=reporter_of(ticket), customer=ticket.options.get('from'),
                   owner=ticket.owner if not is_problem and not ticket.sprints or ticket.number == 188 else None,
                   estimate=ticket.estimate if estimated else None, difficulty=ticket.difficulty if estimated else None,
                   priority=3 if ticket.sprints else ticket.priority, rank=first_rank(ticket.number),
                   due=due_of(ticket) if is_problem else None, sprint=14 if ticket.number == 188 else None,
                   parent=ticket.epic if ticket.epic and ticket.epic < ticket.number else None, resolution='none',
                   created=changes.at, status_since=changes.at, labels=ticket.labels, description=ticket.description,
                   solves=[other for other in ticket.links('solves') if other < ticket.number and ticket.number == 188])
    for index, check in enumerate(ticket.checks):
        changes.create('check_item', (ticket.number, index), ticket=ticket.number, text=check['text'], rank=(index + 1) * RANK_STEP)


def refine(story):
    """Every Thursday the team estimates what is new; what cannot wait is estimated when it is begun."""
    meetings = {}
    for ticket in story.tickets.values():
        if ticket.type in ('problem', 'epic') or ticket.number in (184, 188):
            continue
        date, _ = local(ticket.created)
        thursday = date + datetime.timedelta(days=(3 - date.weekday()) % 7)
        at = at_minute(thursday, 14 * 60)
        if at <= ticket.created:
            at += 7 * DAY
        limit = instant('11-20 15:00')
        if ticket.sprints:
            limit = at_minute(monday_of(ticket.sprints[0]), 9 * 60)
        elif ticket.begun:
            limit = ticket.begun - 10 * MINUTE
        meetings.setdefault(max(min(at, limit), ticket.created + 2 * MINUTE), []).append(ticket)
    for at, tickets in meetings.items():
        story.event(at, 'elif', 'edit', lambda changes, tickets=tickets: estimate(changes, tickets))


def estimate(changes, tickets):
    for ticket in tickets:
        changes.set('ticket', ticket.number, 'estimate', ticket.estimate)
        changes.set('ticket', ticket.number, 'difficulty', ticket.difficulty)


# --- the running sprint ---------------------------------------------------------------------------------------------------

def run_this_sprint(story):
    for number, actor, *columns in MOVES:
        ticket = story.tickets[number]
        ticket.begun = instant(columns[0][1])
        ticket.finished = instant(columns[-1][1]) if columns[-1][0] == 'Done' else None
        for column, at in columns:
            move_event(story, instant(at), actor, number, column)

    def add_voucher_bug(changes):
        changes.set('ticket', 155, 'sprint', 14)
        changes.set('ticket', 155, 'owner', 'mei')
        changes.set('ticket', 155, 'priority', 5)
        changes.set('ticket', 155, 'due', '2026-11-23')
        changes.set('ticket', 155, 'rank', main_rank(155))
        changes.set('ticket', 155, 'description', story.tickets[155].description
                    + '\n\nEleven customers wrote to us about it on Tuesday and Wednesday.')

    def postpone_apple_pay(changes):
        move(changes, 146, 'Not Done')
        changes.set('ticket', 146, 'resolution', 'postponed')
        changes.set('ticket', 146, 'resolution_text', 'to Q1')
        changes.set('ticket', 146, 'estimate', None)

    def wait_for_test_group(changes):
        changes.set('ticket', 144, 'waiting_until', '2026-11-25')
        changes.set('ticket', 144, 'waiting_for', 'Answer of the test group')

    def block(key, **values):
        return lambda changes: changes.create('block', key, ticket=142, author='anna', author_name=NAMES['anna'], since=changes.at,
                                              **values)

    def progress(number, percent):
        return lambda changes: changes.set('ticket', number, 'progress', percent)

    def order_backlog(changes):
        for number in ORDER[17:]:
            if ('ticket', number) in changes.history.ids:
                changes.set('ticket', number, 'rank', main_rank(number))

    story.event(instant('11-18 12:05'), 'elif', 'edit', add_voucher_bug)
    story.event(instant('11-19 15:30'), 'elif', 'move', order_backlog)
    story.event(instant('11-23 08:51'), 'elif', 'close', postpone_apple_pay)
    story.event(instant('11-23 08:41'), 'anna', 'edit', wait_for_test_group)
    # By local dates Saturday is two days before Monday, which is how the program counts "Blocked for 2 days".
    story.event(instant('11-21 10:40'), 'anna', 'edit', block('keys', reason='PayPal sandbox keys missing'))
    story.event(instant('11-23 09:02'), 'anna', 'edit', block('messages', blocker=157))
    for at, actor, number, percent in (('11-17 17:30', 'tomasz', 147, 20), ('11-18 17:40', 'tomasz', 147, 50),
                                       ('11-19 11:00', 'mei', 155, 30), ('11-20 16:00', 'tomasz', 147, 80)):
        story.event(instant(at), actor, 'edit', progress(number, percent))


# --- what is written on tickets -------------------------------------------------------------------------------------------

def on_the_way(ticket, index, count):
    """The moment of the index-th of `count` things that happen while the ticket is worked on, in working hours."""
    begun = ticket.begun or ticket.created
    end = ticket.finished or NOW
    planned = begun + (end - begun) * (index + 1) // (count + 1)
    at = to_working(planned)
    return at if at < end else back_to_working(planned)


def write_on_tickets(story):
    for ticket in story.tickets.values():
        undated = [talk for talk in ticket.talk if not talk['day']]
        for index, talk in enumerate(ticket.talk):
            written = instant('%s %s' % (talk['day'], talk['hour'])) if talk['day'] else None
            at = written or on_the_way(ticket, undated.index(talk), len(undated))
            add_comment(story, ticket, index, talk, at, written)
        ticks = [index for index, check in enumerate(ticket.checks) if check['mark'] == 'x']
        for place, index in enumerate(ticks):
            story.event(on_the_way(ticket, place, len(ticks)), ticket.owner, 'edit',
                        lambda changes, key=(ticket.number, index): changes.set('check_item', key, 'done', True))
        log_work(story, ticket)
        for block in ticket.blocks:
            add_past_block(story, ticket, block)
    link_tickets(story)


def add_comment(story, ticket, index, talk, at, written):
    is_customer = talk['who'] in CUSTOMERS
    is_form = talk['channel'] == 'form'
    actor = talk['who'] if is_form or not is_customer else ticket.owner or 'elif'
    direction = {'<': 'in', '!': 'none', '>': 'out' if ticket.type == 'problem' else 'none'}[talk['sort']]

    def write(changes):
        changes.create('comment', (ticket.number, index), ticket=ticket.number, author=talk['who'], author_name=NAMES[talk['who']],
                       channel=talk['channel'], direction=direction, internal=talk['sort'] == '!', created=written or changes.at,
                       text=talk['text'])

    taken_up = to_working(at) if is_customer and not is_form else at
    story.event(max(taken_up, ticket.created), actor, 'comment', write)


def log_work(story, ticket):
    """Hours are written down since October, by those who finished something; WEB-142 has its own entries."""
    entries = [(work['who'], work['day'], int(work['minutes']), work['note']) for work in ticket.works]
    if not entries and ticket.finished and ticket.finished > instant('10-19 00:00') and ticket.estimate:
        days = working_days_between(local(ticket.begun)[0], local(ticket.finished)[0])[:int(ticket.estimate) + 1]
        total = int(ticket.estimate * (150 + ticket.number * 17 % 90)) // 15 * 15
        share = max(total // len(days) // 15 * 15, 15)
        entries = [(ticket.owner, day.strftime('%m-%d'), share, None) for day in days]
    for index, (who, day, minutes, note) in enumerate(entries):
        def write(changes, index=index, who=who, day=day, minutes=minutes, note=note):
            changes.create('work', (ticket.number, index), ticket=ticket.number, person=who, date='%d-%s' % (YEAR, day), minutes=minutes,
                           note=note)

        story.event(instant('%s 17:%02d' % (day, 30 + ticket.number % 25)), who, 'edit', write)


def add_past_block(story, ticket, block):
    key = (ticket.number, block['since'])
    story.event(instant(block['since']), block['who'], 'edit', lambda changes: changes.create(
        'block', key, ticket=ticket.number, reason=block['reason'], author=block['who'], author_name=NAMES[block['who']],
        since=changes.at))
    story.event(instant(block['ended']), block['who'], 'edit', lambda changes: changes.set('block', key, 'ended', changes.at))


def link_tickets(story):
    for ticket in story.tickets.values():
        if ticket.epic and ticket.epic > ticket.number:
            story.event(to_working(story.tickets[ticket.epic].created + 6 * MINUTE), 'elif', 'edit', lambda changes, ticket=ticket:
                        changes.set('ticket', ticket.number, 'parent', ticket.epic))
        for kind in ('solves', 'relates'):
            for other in ticket.links(kind):
                if ticket.number == 188:
                    continue
                at = to_working(max(ticket.created, story.tickets[other].created) + 4 * MINUTE)
                story.event(at, 'elif', 'edit', lambda changes, kind=kind, key=ticket.number, other=other:
                            changes.add('ticket', key, kind, other))


def tell_everything():
    story = Story()
    place_history(story.tickets)
    set_up(story)
    run_sprints(story)
    create_tickets(story)
    work_on_history(story)
    cancel_tickets(story)
    run_this_sprint(story)
    run_help_desk(story)
    write_on_tickets(story)
    hold_stand_ups(story)
    stream = io.StringIO()
    story.tell().write(stream, DATABASE)
    return stream.getvalue()


def main():
    text = tell_everything()
    if sys.argv[1:] == ['--check']:
        with open(OUTPUT, encoding='utf-8', newline='') as present:
            same = present.read() == text
        if not same:
            print('%s: differs from what make-example.py writes: run it again' % OUTPUT, file=sys.stderr)
        return 0 if same else 1
    with open(OUTPUT, 'w', encoding='utf-8', newline='\n') as stream:
        stream.write(text)
    return 0


if __name__ == '__main__':
    sys.exit(main())
