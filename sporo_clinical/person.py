"""What a patient says of themselves, as a clinician writes it: "I've had a cough" is "Reports a cough".

Only where a rule is safe; anything else keeps its words.
"""

import re

from sporo_clinical.text import words_of

THIRD_PERSON = {"have": "has", "do": "does", "go": "goes", "try": "tries", "wash": "washes"} | {
    verb: f"{verb}s"
    for verb in words_of(
        "ache check cough drink eat exercise feel find get hear keep know live love like need notice monitor "
        "run see sleep smoke struggle take think throw use vape vomit wake walk want wear weigh work"
    )
}
"""Verbs whose present is not their past, with the form for a third person."""

_PAST = (
    "ate|began|bought|broke|came|did|drank|fell|felt|forgot|found|gained|gave|got|had|heard|hit|kept|knew|lost|made|met|"
    "missed|needed|quit|ran|said|saw|slept|started|stopped|stood|thought|threw|told|took|tried|twisted|used|went|woke|"
    "wore|can|can't|cannot|could|couldn't|didn't|never|would|wouldn't|will|won't|should|shouldn't|might|may|must"
)

_ADVERB = (
    r"(?:(?:also|always|currently|just|mostly|normally|occasionally|only|often|really|recently|sometimes|still|usually|"
    r"actually|even) )?"
)
_A_THING = r"(?=(?:a|an|some|this|these|any|more) )"

_FRAMES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern + r"\b", re.IGNORECASE), said)
    for pattern, said in (
        (
            r"i (?:(?:don't|do not) have|(?:haven't|have not) (?:had|noticed)) (?=any )",
            "denies ",
        ),
        (
            r"(?:i've had|i have had|i've been having|i have been having|i'm having|i've got|i have) "
            + _A_THING,
            "reports ",
        ),
        (r"i(?:'m| am)(?= )", "is"),
        (r"i was(?= )", "was"),
        (
            rf"i(?:'ve| have)(?= {_ADVERB}(?:been|not|never|had|lost|taken|got|gotten|done|felt|\w+ed)\b)",
            "has",
        ),
        (r"i haven't(?= )", "has not"),
        (r"i(?: don't| do not)(?= )", "does not"),
    )
)
_PRESENT = re.compile(rf"i ({_ADVERB})({'|'.join(THIRD_PERSON)})\b", re.IGNORECASE)
_PAST_TENSE = re.compile(rf"i (?={_ADVERB}(?:{_PAST}|\w{{2,}}ed)\b)", re.IGNORECASE)
_ANSWERED = re.compile(
    r"(?:(?:yes|yeah|sure),? (?=i\b|i'|my\b)|"
    r"no,? (?=i (?:don't|do not|haven't|have not|didn't|never|can't|couldn't)\b))",
    re.IGNORECASE,
)
"""A yes or no before a clause that says the same."""
_CLAUSE = re.compile(r"(?:(?<=, and )|(?<= and )|(?<= but )|(?<= or ))(?=i\b)", re.IGNORECASE)

_THEY = {
    "i'm": "they are",
    "i've": "they have",
    "i'd": "they'd",
    "i'll": "they'll",
    "i was": "they were",
    "i am": "they are",
    "i": "they",
    "my": "their",
    "me": "them",
    "myself": "themselves",
    "mine": "theirs",
}
_FIRST_PERSON = re.compile(r"\b(?:i'm|i've|i'd|i'll|i was|i am|i|my|me|myself|mine)(?![\w'])", re.IGNORECASE)
_SOMEONE_ELSE = re.compile(r"\b(?:you|your|you're|you've|they|they're|them|their|we|us|our)\b", re.IGNORECASE)
_CLINICIAN = re.compile(
    r"i(?:'m| am)? (?:want|would like|think|see here|reviewed|recommend|suspect|appreciate|going to|gonna|"
    r"do appreciate|do see|hear)\b|i'd like|i'll\b|let me\b",
    re.IGNORECASE,
)


def reported(text: str) -> str:
    """The patient's sentence in the third person, or its own words where no rule is safe.

    Words with "you" or "they" in them stay: who is meant can't be known from a transcript without speakers.
    """
    if _SOMEONE_ELSE.search(text) or _CLINICIAN.match(text):
        return text
    text = _ANSWERED.sub("", text)
    if re.match(r"my\b", text, re.IGNORECASE):
        text = text[2:].lstrip()
    first, *further = _CLAUSE.split(text)
    opening = _without_subject(first)
    if opening is None:
        return text
    rest = "".join(_without_subject(clause) or clause for clause in further)
    return _FIRST_PERSON.sub(_they, opening + rest)


def addressed(text: str) -> str:
    """What is said to the patient, about the patient: "You have" is "has", a leading "your" is dropped."""
    for pattern, said in _TO_THE_PATIENT:
        found = pattern.match(text)
        if found:
            return said + text[found.end() :]
    return text


def _without_subject(clause: str) -> str | None:
    if not re.match(r"i\b", clause, re.IGNORECASE):
        return clause
    for pattern, said in _FRAMES:
        found = pattern.match(clause)
        if found:
            return said + clause[found.end() :]
    present = _PRESENT.match(clause)
    if present:
        return present[1] + THIRD_PERSON[present[2].lower()] + clause[present.end() :]
    past = _PAST_TENSE.match(clause)
    return clause[past.end() :] if past else None


def _they(found: re.Match[str]) -> str:
    return _THEY[found.group().lower()]


_TO_THE_PATIENT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (r"you(?:'re| are) ", "is "),
        (r"you (?:do )?have (?=a |an |some |no |\w+ )(?!to |been )", "has "),
        (r"you(?:'ve| have) been ", "has been "),
        (r"you had ", "had "),
        (r"you (?:don't|do not) have ", "does not have "),
        (r"your ", ""),
    )
)
