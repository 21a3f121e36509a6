"""The exercises' solutions, for teachers: the right answers that the tests put into them."""

import html
import pathlib
import runpy

_ANSWERS = pathlib.Path(__file__).resolve().parents[2] / "lib" / "test" / "answers.py"


def html_of(notebook, name, highlight):
    """A folded solution for each exercise whose answer is known."""
    known = runpy.run_path(str(_ANSWERS))
    solutions = {exercise: f"<p>{html.escape(words)}</p>"
                 for exercise, words in known["IN_WORDS"].get(name, {}).items()}
    answers = known["ANSWERS"].get(name, {})
    for cell in notebook.cells:
        if cell.get("id") in answers:
            right, _ = answers[cell.id]
            solutions[cell.id] = highlight(known["answered"](cell.source, right[0]))
    folded = "".join(
        f"<details><summary>{html.escape(exercise.replace('-', ' ').capitalize())}</summary>"
        f"{solution}</details>" for exercise, solution in sorted(solutions.items()))
    return f'<section class="text"><h2 id="Solutions">Solutions</h2>{folded}</section>' if folded else ""
