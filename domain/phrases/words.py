"""The words of the grammar, Russian first, normalized: in lower case, with е for ё."""

RELATIVE_DAYS = {
    "сегодня": 0,
    "завтра": 1,
    "послезавтра": 2,
    "today": 0,
    "tomorrow": 1,
}

# Monday is 0, as in date.weekday().
WEEKDAYS = {
    **dict.fromkeys(("понедельник", "пн", "monday", "mon"), 0),
    **dict.fromkeys(("вторник", "вт", "tuesday", "tues", "tue"), 1),
    **dict.fromkeys(("среда", "среду", "ср", "wednesday", "wed"), 2),
    **dict.fromkeys(("четверг", "чт", "thursday", "thurs", "thur", "thu"), 3),
    **dict.fromkeys(("пятница", "пятницу", "пт", "friday", "fri"), 4),
    **dict.fromkeys(("суббота", "субботу", "сб", "saturday", "sat"), 5),
    **dict.fromkeys(("воскресенье", "вс", "sunday", "sun"), 6),
}

MONTHS = {
    **dict.fromkeys(("января", "янв", "january", "jan"), 1),
    **dict.fromkeys(("февраля", "февр", "фев", "february", "feb"), 2),
    **dict.fromkeys(("марта", "мар", "march", "mar"), 3),
    **dict.fromkeys(("апреля", "апр", "april", "apr"), 4),
    **dict.fromkeys(("мая", "may"), 5),
    **dict.fromkeys(("июня", "июн", "june", "jun"), 6),
    **dict.fromkeys(("июля", "июл", "july", "jul"), 7),
    **dict.fromkeys(("августа", "авг", "august", "aug"), 8),
    **dict.fromkeys(("сентября", "сент", "сен", "september", "sept", "sep"), 9),
    **dict.fromkeys(("октября", "окт", "october", "oct"), 10),
    **dict.fromkeys(("ноября", "нояб", "ноя", "november", "nov"), 11),
    **dict.fromkeys(("декабря", "дек", "december", "dec"), 12),
}

HOURS = ("часов", "часа", "час", "ч", "hours", "hour", "hrs", "hr", "h")
MINUTES = ("минуты", "минуту", "минута", "минут", "мин", "м", "minutes", "minute", "mins", "min", "m")

BEFORE_DATE = ("на", "on")
BEFORE_WEEKDAY = ("в", "во", "на", "on")
BEFORE_HOUR = ("в", "at")
BEFORE_RANGE = ("в", "с", "at", "from")
WITHIN_RANGE = ("до", "to", "till", "until")
BEFORE_LENGTH = ("на", "for")

SKYPE = ("skype", "скайп")
