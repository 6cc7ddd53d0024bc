"""One sentence a line: what breaks that in the Markdown of a notebook."""

import re

# A full stop after one of these does not end a sentence.
ABBREVIATIONS = (
    "e.g", "i.e", "cf", "vs", "al", "etc", "resp", "approx", "ca", "Fig", "Figs", "Eq", "Eqs", "Sec", "Ch", "No", "pp",
    "Vol", "Ed", "Eds", "Dr", "Prof", "St",
)  # fmt: skip
OPENING = re.compile(r"\s*(`{3,}|~{3,}|\$\$)")  # what follows is code or a formula
# Not prose: tables, headings, HTML, directives with their options, targets, thematic breaks.
STRUCTURE = re.compile(r"\s*(\||#|<|:{3,}|:[\w-]+:|\(\S+\)=|-{3,}|\*{3,})")
# Left out of a line before it is judged: code, formulas, quotations, addresses, roles.
OPAQUE = re.compile(r"(\{[\w:]+\})?`+[^`]*`+|\$[^$]*\$|“[^”]*”|\"[^\"]*\"|\]\([^)]*\)|<https?:[^>]*>")
MARKER = re.compile(r"^\s*(?:>\s*)*(?:(?:[-*+]|\d+[.)])\s+(?:\[[ x]\]\s+)?)?")
END = re.compile(r"(?P<word>\S*?)[.!?][)\]*_]*\s+(?=[*_(\[]*[A-Z])")


def broken_lines(markdown):
    """Yield (line number, what is wrong) for each line that holds more than a sentence, or less than one."""
    previous = ""
    for number, line in prose(markdown):
        text = OPAQUE.sub("x", MARKER.sub("", line))
        for end in END.finditer(text):
            word = end["word"].lstrip("(*_[")
            if word not in ABBREVIATIONS and not re.fullmatch(r"[A-Z]|\d*", word):
                yield number, f"two sentences on one line: …{end[0].strip()} | {text[end.end() :][:30]}…"
        if re.search(r"[a-z,]$", previous) and re.match(r"[a-z]", line):
            yield number, f"a sentence goes on from the line before: {line[:40]}…"
        previous = text if line else ""


def prose(markdown):
    """Yield the numbered lines that are prose, and an empty line for each that is not."""
    inside = None  # the fence or the dollar signs that opened what the line belongs to
    for number, line in enumerate(markdown.splitlines(), start=1):
        mark = OPENING.match(line)
        if inside:
            if (mark and mark[1].startswith(inside)) or (inside == "$$" and "$$" in line):
                inside = None
        elif mark:
            inside = None if line.count("$$") == 2 else mark[1]
        elif not STRUCTURE.match(line):
            yield number, line.strip()
            continue
        yield number, ""
