# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is in the shop's team, who buys there, and what the board looks like today: the facts that are not in tickets.txt."""

YEAR = 2026

# handle: name, e-mail, colour, role, points in a full sprint
TEAM = {
    'elif': ('Elif Yıldız', 'elif@nordlicht.example', 'pink', 'Product owner', 6.0),
    'anna': ('Anna Brandt', 'anna@nordlicht.example', 'purple', 'Frontend', 9.0),
    'jonas': ('Jonas Weber', 'jonas@nordlicht.example', 'blue', 'Backend', 8.0),
    'mei': ('Mei-Lin Chen', 'mei@nordlicht.example', 'green', 'Full stack', 9.0),
    'tomasz': ('Tomasz Kowalski', 'tomasz@nordlicht.example', 'orange', 'Operations', 9.0),
}
CUSTOMERS = {
    'sabine': ('Sabine Krüger', 'sabine.krueger@mail.example', None, 'brown'),
    'oliver': ('Oliver Hartmann', 'o.hartmann@post.example', None, 'teal'),
    'cafe': ('Café Morgenrot GmbH', 'einkauf@cafe-morgenrot.example', 'Café Morgenrot GmbH', 'red'),
    'nadia': ('Nadia Benali', 'nadia@benali.example', None, 'indigo'),
    'peter': ('Peter Lindqvist', 'peter@lindqvist.example', None, 'yellow'),
    'rosterei': ('Rösterei Sommer', 'lager@roesterei-sommer.example', 'Rösterei Sommer', 'grey'),
}
NAMES = {key: values[0] for key, values in {**TEAM, **CUSTOMERS}.items()}

# name, workflow, category, limit, on the board
STATUSES = (
    ('To Do', 'work', 'todo', 0, True), ('In Progress', 'work', 'in-progress', 4, True), ('Review', 'work', 'in-progress', 3, True),
    ('Testing', 'work', 'in-progress', 2, True), ('Done', 'work', 'done', 0, True), ('Not Done', 'work', 'cancelled', 0, False),
    ('New', 'support', 'todo', 0, True), ('Open', 'support', 'in-progress', 0, True), ('Pending', 'support', 'waiting', 0, True),
    ('Solved', 'support', 'done', 0, True), ('Not Solved', 'support', 'cancelled', 0, False),
)
CATEGORY = {name: category for name, _, category, _, _ in STATUSES}
LABELS = (('checkout', 'blue'), ('payments', 'purple'), ('catalogue', 'green'), ('shipping', 'orange'), ('cart', 'yellow'),
          ('mail', 'teal'), ('performance', 'brown'), ('accessibility', 'indigo'), ('legal', 'grey'), ('search', 'pink'))
# number: first Monday, goal
SPRINTS = {
    8: ('08-24', 'Customers see what a coffee tastes like before they buy'),
    9: ('09-07', 'The basket tells the truth about prices and stock'),
    10: ('09-21', 'Parcels arrive when we say they arrive'),
    11: ('10-05', 'Paying is quick and safe on every phone'),
    12: ('10-19', 'Everyone can shop: with eyes, ears or keyboard'),
    13: ('11-02', 'Guests fill in the checkout without an account'),
    14: ('11-16', 'Guests can pay with PayPal without creating an account'),
    15: ('11-30', 'Customers find the right coffee and the nearest parcel shop on their first try'),
}
NOW_SPRINT = 14

# What happened on the board in the running sprint: ticket, who, and the column with the moment it was reached.
MOVES = (
    (141, 'mei', ('In Progress', '11-16 10:02'), ('Review', '11-17 11:00'), ('Testing', '11-17 13:30'), ('Done', '11-17 16:20')),
    (137, 'anna', ('In Progress', '11-16 10:05'), ('Review', '11-19 11:10'), ('Done', '11-20 15:30')),
    (147, 'tomasz', ('In Progress', '11-16 10:15')),
    (140, 'jonas', ('In Progress', '11-16 10:20'), ('Review', '11-18 10:30'), ('Testing', '11-18 16:00'), ('Done', '11-19 10:40')),
    (145, 'tomasz', ('In Progress', '11-17 11:10'), ('Review', '11-17 16:00'), ('Testing', '11-18 09:40'), ('Done', '11-18 15:10')),
    (149, 'elif', ('In Progress', '11-18 09:50'), ('Review', '11-19 09:30'), ('Done', '11-19 15:40')),
    (155, 'mei', ('In Progress', '11-18 13:20'), ('Review', '11-20 09:05'), ('In Progress', '11-23 08:20')),
    (150, 'tomasz', ('In Progress', '11-19 09:40'), ('Review', '11-19 14:20'), ('Testing', '11-20 10:30')),
    (142, 'anna', ('In Progress', '11-19 11:25')),
    (139, 'jonas', ('In Progress', '11-19 14:30'), ('Review', '11-23 08:12')),
    (144, 'anna', ('In Progress', '11-20 09:12'), ('Testing', '11-23 08:40')),
    (188, 'jonas', ('In Progress', '11-23 08:52'), ('Review', '11-23 09:24')),
    (157, 'elif', ('In Progress', '11-23 09:26')),
)
ADDED_LATER = (155, 188)

# The order of the cards and rows today, top to bottom; one order for board, sprint and backlog.
ORDER = (151, 153, 148, 142, 155, 147, 157, 139, 188, 144, 150, 137, 141, 140, 145, 149, 146,
         158, 160, 161, 164, 162, 165,
         166, 168, 170, 167, 171, 169, 172, 174, 175, 176, 178,
         88, 46, 19, 104, 33, 101, 27, 113, 59, 84, 159, 50, 63, 108, 17, 12, 91, 69, 75, 117, 95, 122, 126, 180, 182, 183, 184)

# What some tickets were called at first, and who found the better words when.
FORMER_TITLES = {
    20: ('Reserve stock', '08-27 10:40', 'jonas'),
    57: ('Shorter checkout', '10-01 14:35', 'mei'),
    67: ('Filters on phones', '10-08 15:20', 'jonas'),
    128: ('Automatic stock', '10-30 09:25', 'tomasz'),
    139: ('Confirmation mail for guests', '10-30 11:15', 'elif'),
    142: ('PayPal for guests', '10-30 10:05', 'elif'),
    148: ('Filter by roast level', '11-04 13:30', 'jonas'),
    151: ('Delivery date on the product page', '11-09 10:50', 'mei'),
    157: ('PayPal errors in German and French', '11-06 10:20', 'elif'),
    161: ('Fuzzy search', '11-12 15:10', 'elif'),
}
