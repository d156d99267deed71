// `sort`: lines to put under labels, each with a group of buttons.

// A line and a button for each label, of which one may be picked already.
function rowToSort(text, labels, at, picked, changed) {
  const inputs = labels.map((_, label) =>
    el("input", {
      type: "radio",
      name: `row-${at}`,
      value: label,
      checked: picked === label,
      on: { change: changed },
    }),
  );
  const pills = labels.map((name, label) =>
    el(
      "label",
      { class: "pill" },
      inputs[label],
      el("span", { class: "letter", "aria-hidden": "true" }, LETTER[label]),
      el("span", { class: "text" }, name),
    ),
  );
  const element = el("fieldset", { class: "row" }, el("legend", {}, text), el("div", { class: "pills" }, ...pills));
  return { inputs, element };
}

const labelOf = ({ inputs }) => inputs.findIndex((each) => each.checked);
const within = (n, many) => Math.max(0, Math.min(n, many - 1));

function sorting({ question, order, draft }, changed) {
  const { labels, shown } = question;
  const rows = order.map((n, at) => rowToSort(shown[n].text, labels, at, draft?.[n], changed));
  const labelled = () => {
    const made = shown.map(() => null);
    rows.forEach((row, at) => (made[order[at]] = labelOf(row) < 0 ? null : labelOf(row)));
    return made;
  };
  const at = () => rows.findIndex(({ inputs }) => inputs.includes(document.activeElement));
  const goTo = (row) => {
    const { inputs } = rows[within(row, rows.length)];
    (inputs.find((each) => each.checked) ?? inputs[0]).focus();
  };
  const set = (row, label) => {
    rows[row].inputs[label].checked = true;
    changed();
  };
  // To the label beside the one that is picked, or from the first or the last one.
  const toNext = (row, by) => {
    const now = labelOf(rows[row]);
    set(row, now < 0 ? (by > 0 ? 0 : labels.length - 1) : within(now + by, labels.length));
    goTo(row);
  };
  return {
    element: el("div", { class: "rows", role: "group" }, ...rows.map((each) => each.element)),
    hint: say("hintSort"),
    draft: labelled,
    response: () => (labelled().includes(null) ? null : labelled()),
    warning: () => sayMissing("labelFirst"),
    open: () => rows.find((row) => labelOf(row) < 0)?.element,
    unfinished: () => say("enterWhenLabelled"),
    focus: () => goTo(Math.max(0, rows.findIndex((row) => labelOf(row) < 0))),
    enter() {},
    key(event) {
      const letter = letterOf(event);
      const row = Math.max(0, at());
      if (letter >= 0 && letter < labels.length) {
        set(row, letter);
        goTo(row + 1);
      } else if (isVertical(event)) goTo(at() < 0 ? 0 : at() + stepOf(event));
      else if (stepOf(event)) toNext(row, stepOf(event));
      else return false;
      return true;
    },
  };
}
