# SPDX-License-Identifier: GPL-3.0-or-later
"""How tickets walk through the columns: what the program writes when a card moves, the finished and given-up work of the
past sprints, and the problems of the help desk. Called by make-example.py; `story` collects the events."""

from shop_facts import CATEGORY, YEAR
from shop_story import MINUTE, columns_on_the_way, instant, to_working


def move(changes, number, status):
    """What the program writes when a card changes its column."""
    history = changes.history
    changes.set('ticket', number, 'status', status)
    changes.set('ticket', number, 'status_since', changes.at)
    if CATEGORY[status] == 'in-progress' and not history.value('ticket', number, 'started'):
        changes.set('ticket', number, 'started', changes.at)
    if CATEGORY[status] in ('done', 'cancelled'):
        changes.set('ticket', number, 'closed', changes.at)
        if history.value('ticket', number, 'planned'):
            changes.set('ticket', number, 'remaining', 0)
        changes.set('ticket', number, 'waiting_until', None)
        changes.set('ticket', number, 'waiting_for', None)


def move_event(story, at, actor, number, status):
    deed = 'close' if CATEGORY[status] in ('done', 'cancelled') else 'move'
    story.event(at, actor, deed, lambda changes: move(changes, number, status))


def work_on_history(story):
    for ticket in story.tickets.values():
        if ticket.cycle_days is None:
            continue
        for column, at in columns_on_the_way(ticket):
            move_event(story, at, ticket.owner, ticket.number, column)


def cancel_tickets(story):
    for ticket in story.tickets.values():
        if not ticket.plan.startswith('cancelled:'):
            continue
        _, day, reason = ticket.plan.split(':')

        def cancel(changes, ticket=ticket, reason=reason):
            move(changes, ticket.number, 'Not Done')
            changes.set('ticket', ticket.number, 'resolution', reason)
            changes.set('ticket', ticket.number, 'resolution_text', ticket.closing_text)
            for other in ticket.links('dup'):
                changes.set('ticket', ticket.number, 'duplicate_of', other)

        story.event(instant('%s 11:%02d' % (day, ticket.number % 60)), 'elif', 'close', cancel)


def run_help_desk(story):
    for ticket in story.tickets.values():
        if ticket.type != 'problem':
            continue
        replies = [talk for talk in ticket.talk if talk['sort'] != '<']
        if replies:
            opened = instant('%s %s' % (replies[0]['day'], replies[0]['hour'])) - 3 * MINUTE
            story.event(opened, ticket.owner, 'edit', lambda changes, ticket=ticket: open_problem(changes, ticket))
        close_problem(story, ticket)
    wait_for_nadia(story)


def wait_for_nadia(story):
    """WEB-163 waited for the sprint; her question of Friday opened it again."""
    def wait(changes):
        move(changes, 163, 'Pending')
        changes.set('ticket', 163, 'waiting_until', '2026-11-23')
        changes.set('ticket', 163, 'waiting_for', 'PayPal for guests, WEB-142')

    def wake(changes):
        move(changes, 163, 'Open')
        changes.set('ticket', 163, 'waiting_until', None)
        changes.set('ticket', 163, 'waiting_for', None)

    story.event(instant('11-12 09:08'), 'elif', 'move', wait)
    story.event(instant('11-20 12:40'), 'elif', 'move', wake)


def open_problem(changes, ticket):
    move(changes, ticket.number, 'Open')
    changes.set('ticket', ticket.number, 'owner', ticket.owner)


def close_problem(story, ticket):
    last = max(instant('%s %s' % (talk['day'], talk['hour'])) for talk in ticket.talk)
    after = to_working(to_working(last) + 20 * MINUTE)
    if 'solved' in ticket.options:
        move_event(story, after, ticket.owner, ticket.number, 'Solved')
    elif 'not-solved' in ticket.options:
        _, reason = ticket.options['not-solved'].split(':')

        def give_up(changes):
            move(changes, ticket.number, 'Not Solved')
            changes.set('ticket', ticket.number, 'resolution', reason)
            changes.set('ticket', ticket.number, 'resolution_text', ticket.closing_text)

        story.event(after, ticket.owner, 'close', give_up)
    elif 'waiting' in ticket.options:
        until, what = ticket.options['waiting'].split(':')

        def wait(changes):
            move(changes, ticket.number, 'Pending')
            changes.set('ticket', ticket.number, 'waiting_until', '%d-%s' % (YEAR, until))
            changes.set('ticket', ticket.number, 'waiting_for', what.replace('_', ' '))

        replied = [talk for talk in ticket.talk if talk['sort'] == '>'][-1]
        story.event(instant('%s %s' % (replied['day'], replied['hour'])) + MINUTE, ticket.owner, 'move', wait)
