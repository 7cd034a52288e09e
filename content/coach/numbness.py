"""A numb or tingling feeling: the drill waits for a word about it, a second one refers (RC0)."""

from collections.abc import Iterable

from content.coach.report_context import ReportContext
from content.coach.state import Block, State
from content.events import Numbness, Report
from content.rules import Rules


def take(state: State, rules: Rules, report: Report) -> None:
    """Let a drill wait after a numb feeling; a second practice with one in some days refers."""
    if report.felt != "numb":
        return
    today = report.day.toordinal()
    earlier = [day for day in state.numb_days if today - day <= rules.numb.days]
    again = any(day != today or report.drill not in state.numb for day in earlier)
    state.numb.setdefault(report.drill, report.day)
    state.numb_days = [*earlier, today]
    if again:
        state.blocks.setdefault(rules.numb.refers, Block(rules.numb.refers, "C", report.day))


def end(state: State, contexts: Iterable[ReportContext]) -> None:
    """Let drills come back that were done and felt like nothing, which only old histories have."""
    for context in contexts:
        if context.calm:
            state.numb.pop(context.report.drill, None)


def answer(state: State, event: Numbness) -> None:
    """Let the drills come back once the feeling is gone."""
    if event.gone:
        state.numb.clear()
