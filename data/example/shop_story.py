# SPDX-License-Identifier: GPL-3.0-or-later
"""What tickets.txt says, as objects, and the calendar of the shop's team: Berlin's time, working hours, which moment
becomes of "done in the second week, 3.0 days after it was begun". Changes nothing and writes nothing."""

import datetime
import re

from shop_facts import SPRINTS, YEAR

MINUTE = 60 * 1000
DAY = 24 * 60 * MINUTE
# Summer time ends on 25 October 2026 at 01:00 UTC; written out, so that no time zone database is needed.
SUMMER_ENDS = datetime.datetime(2026, 10, 25, 1, tzinfo=datetime.timezone.utc).timestamp() * 1000
DAY_BEGINS, DAY_ENDS = 8 * 60, 18 * 60    # minutes

LINE = re.compile(r'(?P<number>\d+) (?P<type>\w+) (?P<plan>\S+) (?P<words>.*?)\| (?P<title>.*)')
TALK = re.compile(r'(?P<sort>[<>!]) (?P<who>\w+)(?: (?P<day>\d\d-\d\d) (?P<hour>\d\d:\d\d))?(?: (?P<channel>[\w-]+))?: (?P<text>.*)')
CHECK = re.compile(r'\[(?P<mark>[ x])\] (?P<text>.*)')
WORK = re.compile(r'\* (?P<who>\w+) (?P<day>\d\d-\d\d) (?P<minutes>\d+) (?P<note>.*)')
BLOCK = re.compile(r'# (?P<who>\w+) (?P<since>\d\d-\d\d \d\d:\d\d) until (?P<ended>\d\d-\d\d \d\d:\d\d): (?P<reason>.*)')


def instant(text):
    """UTC milliseconds of "MM-DD HH:MM" in Berlin."""
    moment = datetime.datetime.strptime('%d-%s' % (YEAR, text.replace('T', ' ')), '%Y-%m-%d %H:%M')
    ms = int(moment.replace(tzinfo=datetime.timezone.utc).timestamp() * 1000)
    summer = ms - 2 * 60 * MINUTE
    return summer if summer < SUMMER_ENDS else ms - 60 * MINUTE


def local(ms):
    """(date, minutes since midnight) in Berlin."""
    offset_hours = 2 if ms < SUMMER_ENDS else 1
    moment = datetime.datetime.fromtimestamp((ms + offset_hours * 60 * MINUTE) // 1000, datetime.timezone.utc)
    return moment.date(), moment.hour * 60 + moment.minute


def at_minute(date, minutes):
    return instant('%s %02d:%02d' % (date.strftime('%m-%d'), minutes // 60, minutes % 60))


def is_working(ms):
    date, minutes = local(ms)
    return date.weekday() < 5 and DAY_BEGINS <= minutes < DAY_ENDS


def is_between_meetings(ms):
    """Not before the planning on Mondays, not after the review on Fridays: what ends a sprint counts in it."""
    date, minutes = local(ms)
    return is_working(ms) and not (date.weekday() == 0 and minutes < 10 * 60) and not (date.weekday() == 4 and minutes > 16 * 60)


def to_working(ms):
    """The next moment at which somebody is in the office: `ms` itself, or some minutes past the next opening."""
    while not is_working(ms):
        date, minutes = local(ms)
        if minutes >= DAY_BEGINS:
            date += datetime.timedelta(days=1)
        ms = at_minute(date, DAY_BEGINS) + (ms // MINUTE * 7 % 40) * MINUTE
    return ms


def back_to_working(ms):
    """The last moment at which somebody was in the office, in steps of some minutes."""
    while not is_working(ms):
        ms -= 13 * MINUTE
    return ms


def working_days_between(first, last):
    days = (first + datetime.timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5]


class Ticket:
    """One entry of tickets.txt."""

    def __init__(self, match):
        self.number = int(match['number'])
        self.type = match['type']
        self.plan = match['plan']
        self.title = match['title']
        self.estimate = self.difficulty = self.owner = self.epic = self.week = self.cycle_days = None
        self.priority = 3
        self.labels, self.options = [], {}
        self.description_lines, self.checks, self.talk, self.works, self.blocks = [], [], [], [], []
        self.closing_text = None
        self.created = self.begun = self.finished = None
        for word in match['words'].split():
            self._read_word(word)

    def _read_word(self, word):
        if re.fullmatch(r'\d+p', word):
            self.estimate = float(word[:-1])
        elif re.fullmatch(r'd\d', word):
            self.difficulty = int(word[1])
        elif word[0] == '@':
            self.owner = word[1:]
        elif word[0] == '#':
            self.labels.append(word[1:])
        elif word[0] == '^':
            self.epic = int(word[1:])
        elif word[0] == '!':
            self.priority = int(word[1:])
        elif re.fullmatch(r'w[\d-]+/[\d.]+', word):
            week, _, days = word[1:].partition('/')
            self.week, self.cycle_days = week, float(days)
        elif ':' in word:
            name, _, value = word.partition(':')
            self.options[name] = value
        else:
            assert word in ('open', 'new', 'epic'), word
            self.options['state'] = word

    def read_line(self, line):
        for pattern, found in ((CHECK, self.checks), (TALK, self.talk), (WORK, self.works), (BLOCK, self.blocks)):
            match = pattern.fullmatch(line)
            if match:
                found.append(match.groupdict())
                return
        if line.startswith('~ '):
            self.closing_text = line[2:]
        else:
            self.description_lines.append(line)

    @property
    def sprints(self):
        """The numbers of the sprints it was in, in order; empty without a sprint."""
        return [int(number) for number in re.findall(r'S(\d+)|>S(\d+)', self.plan) for number in number if number]

    @property
    def description(self):
        """Lines of a paragraph are one line; items and paragraphs keep theirs."""
        text = ''
        for line in self.description_lines:
            is_break = not text or not line or line.startswith('- ') or text.endswith('\n')
            text += ('\n' if is_break and text else '' if not text else ' ') + line
        return text.strip() or None

    def links(self, name):
        return [int(number) for number in self.options.get(name, '').split(',') if number]


def read_tickets(path):
    tickets = {}
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            line = line.rstrip('\n')
            if line.startswith('#'):
                continue
            if line.startswith('        '):
                tickets[max(tickets)].talk[-1]['text'] += ' ' + line.strip()
                continue
            if line.startswith('    ') or not line:
                if tickets:
                    tickets[max(tickets)].read_line(line.strip())
                continue
            match = LINE.fullmatch(line)
            assert match, line
            ticket = Ticket(match)
            assert ticket.number == len(tickets) + 1, line
            tickets[ticket.number] = ticket
    place_creations(tickets)
    return tickets


def _first_message(ticket):
    """When somebody in the office took up what the customer wrote; forms are read by the program at once."""
    message = ticket.talk[0]
    ms = instant('%s %s' % (message['day'], message['hour']))
    return ms if message['channel'] == 'form' else to_working(ms)


def place_creations(tickets):
    """Numbers rise with time: known moments are kept, the others lie evenly between them in working hours."""
    known = {}
    for number, ticket in tickets.items():
        if 'at' in ticket.options:
            known[number] = instant(ticket.options['at'])
        elif ticket.type == 'problem':
            known[number] = _first_message(ticket)
    numbers = sorted(known)
    for first, last in zip(numbers, numbers[1:]):
        assert known[first] < known[last], (first, last)
        span = [ms for ms in range(known[first], known[last], MINUTE) if is_working(ms)] or [known[first]]
        for number in range(first + 1, last):
            known[number] = span[len(span) * (number - first) // (last - first)]
    for number, ticket in tickets.items():
        ticket.created = known[number]


def monday_of(sprint):
    month, day = SPRINTS[sprint][0].split('-')
    return datetime.date(YEAR, int(month), int(day))


def place_work(ticket, earliest, monday, busy):
    """Sets .begun and .finished: finished in the week of `monday` on the day with the fewest others (`busy` counts them),
    begun .cycle_days before, both in working hours and not before `earliest`."""
    best = None
    for weekday in range(5):
        day = monday + datetime.timedelta(days=weekday)
        for step in range(DAY_BEGINS + 5, DAY_ENDS - 5, 5):
            minutes = DAY_BEGINS + (step * 37 + ticket.number * 101) % (DAY_ENDS - DAY_BEGINS - 10) + 5
            finished = at_minute(day, minutes)
            for slack in (0, 15, -15, 30, -30, 45, -45):
                begun = finished - int(ticket.cycle_days * DAY) + slack * MINUTE
                if begun < earliest or not is_working(begun) or not is_between_meetings(finished):
                    continue
                rank = (busy.get(day, 0), abs(slack), step)
                if best is None or rank < best[0]:
                    best = (rank, begun, finished, day)
    assert best, 'no moment for WEB-%d: %s days in the week of %s' % (ticket.number, ticket.cycle_days, monday)
    _, ticket.begun, ticket.finished, day = best
    busy[day] = busy.get(day, 0) + 1


def place_history(tickets):
    """When the finished tickets of the past were begun and finished."""
    busy = {}
    for ticket in tickets.values():
        if ticket.cycle_days is None:
            continue
        if ticket.plan == 'week':
            month, day = ticket.week.split('-')
            place_work(ticket, ticket.created + 20 * MINUTE, datetime.date(YEAR, int(month), int(day)), busy)
        else:
            monday = monday_of(ticket.sprints[-1]) + datetime.timedelta(days=7 * (int(ticket.week) - 1))
            place_work(ticket, at_minute(monday_of(ticket.sprints[0]), 9 * 60 + 50), monday, busy)


def columns_on_the_way(ticket):
    """[(column, moment)] between beginning and end: the long ones lay in In Progress, the middling ones in Testing."""
    length = ticket.finished - ticket.begun
    steps = [('In Progress', ticket.begun)]
    if length < 0.6 * DAY:
        later = ()
    elif ticket.type == 'task':
        later = (('Review', 0.94),)
    elif 3.2 * DAY < length < 4.35 * DAY:
        later = (('Testing', 1 - 3.1 * DAY / length),)
    else:
        later = (('Review', 0.93), ('Testing', 0.97))
    for column, share in later:
        planned = ticket.begun + int(share * length)
        for at in (back_to_working(planned), to_working(planned)):
            if steps[-1][1] + 10 * MINUTE < at < ticket.finished - 10 * MINUTE and steps[-1][0] != column:
                steps.append((column, at))
    return steps + [('Done', ticket.finished)]
