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
  const { labels, entries } = question;
  const rows = order.map((n, at) => rowToSort(entries[n].text, labels, at, draft?.[n], changed));
  const labelled = () => {
    const made = entries.map(() => null);
    rows.forEach((row, at) => (made[order[at]] = labelOf(row) < 0 ? null : labelOf(row)));
    return made;
  };
  const at = () => rows.findIndex(({ inputs }) => inputs.includes(document.activeElement));
  const firstOpen = () => rows.findIndex((row) => labelOf(row) < 0);
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
    hint: sayTo("hintSort"),
    draft: labelled,
    response: () => (labelled().includes(null) ? null : labelled()),
    warning: () => sayTo("labelFirst"),
    open: () => rows[firstOpen()]?.element,
    unfinished: () => say("enterWhenLabelled"),
    focus: () => goTo(Math.max(0, firstOpen())),
    enter() {},
    key(event) {
      const letter = letterOf(event);
      const by = stepOf(event);
      const isLabel = letter >= 0 && letter < labels.length;
      if (!isLabel && !by) return false;
      // From elsewhere, a key is for the first line without a label. Where all have one, it changes none.
      const row = at() < 0 ? firstOpen() : at();
      if (row < 0) goTo(rows.length - 1);
      else if (isLabel) {
        set(row, letter);
        goTo(row + 1);
      } else if (isVertical(event)) goTo(at() < 0 ? row : row + by);
      else toNext(row, by);
      return true;
    },
  };
}
