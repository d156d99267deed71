// Arranging: lines to put under labels, and steps to put in order.

// --- `sort`: a group of buttons for each line

function sorting({ question, order, draft }, changed) {
  const rows = order.map((n, at) => {
    const inputs = question.labels.map((_, label) =>
      el("input", {
        type: "radio",
        name: `row-${at}`,
        value: label,
        checked: draft?.[n] === label,
        on: { change: changed },
      }),
    );
    const labels = question.labels.map((text, label) =>
      el(
        "label",
        { class: "pill" },
        inputs[label],
        el("span", { class: "letter", "aria-hidden": "true" }, LETTER[label]),
        el("span", { class: "text" }, text),
      ),
    );
    const legend = el("legend", {}, question.shown[n].text);
    return { n, inputs, element: el("fieldset", { class: "row" }, legend, el("div", { class: "pills" }, ...labels)) };
  });
  const labelled = () => {
    const made = question.shown.map(() => null);
    for (const { n, inputs } of rows) {
      const at = inputs.findIndex((each) => each.checked);
      made[n] = at < 0 ? null : at;
    }
    return made;
  };
  const at = () => rows.findIndex(({ inputs }) => inputs.includes(document.activeElement));
  const goTo = (row) => {
    const { inputs } = rows[Math.max(0, Math.min(row, rows.length - 1))];
    (inputs.find((each) => each.checked) ?? inputs[0]).focus();
  };
  const set = (row, label) => {
    rows[row].inputs[label].checked = true;
    changed();
  };
  return {
    element: el("div", { class: "rows", role: "group" }, ...rows.map((each) => each.element)),
    hint: say("hintSort"),
    draft: labelled,
    response: () => (labelled().includes(null) ? null : labelled()),
    warning: () => say("labelFirst"),
    unfinished: () => say("enterWhenLabelled"),
    focus: () => goTo(Math.max(0, rows.findIndex(({ inputs }) => !inputs.some((each) => each.checked)))),
    enter() {},
    key(event) {
      const letter = letterOf(event);
      if (letter >= 0 && letter < question.labels.length) {
        const row = Math.max(0, at());
        set(row, letter);
        goTo(row + 1);
        return true;
      }
      if (isVertical(event)) {
        goTo(at() < 0 ? 0 : at() + stepOf(event));
        return true;
      }
      if (!stepOf(event)) return false;
      const row = Math.max(0, at());
      const { inputs } = rows[row];
      const now = inputs.findIndex((each) => each.checked);
      const to = now < 0 ? (stepOf(event) > 0 ? 0 : inputs.length - 1) : now + stepOf(event);
      set(row, Math.max(0, Math.min(to, inputs.length - 1)));
      goTo(row);
      return true;
    },
  };
}

// --- `order`: lines that are lifted and moved, or moved by a button

function ordering({ question, order, draft }, changed) {
  const now = [...(draft ?? order)];
  let lifted = null;
  const list = el("ol", { class: "steps" });
  const items = new Map(
    order.map((n, at) => {
      const { text } = question.shown[n];
      const lift = el(
        "button",
        { type: "button", class: "lift", "aria-pressed": "false", on: { click: () => click(n) } },
        el("span", { class: "letter", "aria-hidden": "true" }, LETTER[at]),
        el("span", { class: "text" }, text),
      );
      const mover = (by, sign, name) =>
        el(
          "button",
          {
            type: "button",
            class: "move",
            "aria-label": say(name, { text }),
            on: { click: () => carry(n, now.indexOf(n) + by) },
          },
          sign,
        );
      const [up, down] = [mover(-1, "↑", "moveUp"), mover(1, "↓", "moveDown")];
      return [n, { lift, up, down, element: el("li", {}, lift, up, down) }];
    }),
  );
  function draw() {
    now.forEach((n, at) => {
      const { lift, up, down, element } = items.get(n);
      // Only what isn't in its place is moved, as that takes the focus away.
      if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null);
      lift.setAttribute("aria-pressed", String(n === lifted));
      element.classList.toggle("lifted", n === lifted);
      // Not disabled, which would take the focus away from the button that is pressed.
      up.setAttribute("aria-disabled", String(at === 0));
      down.setAttribute("aria-disabled", String(at === now.length - 1));
    });
  }
  function carry(n, to) {
    if (to < 0 || to >= now.length) return;
    const active = document.activeElement;
    now.splice(to, 0, ...now.splice(now.indexOf(n), 1));
    draw();
    if (list.contains(active)) active.focus();
    changed();
    tell(say("isNow", { text: question.shown[n].text, n: to + 1, all: now.length }));
  }
  function click(n) {
    if (lifted !== null && lifted !== n) {
      const moved = lifted;
      lifted = null;
      carry(moved, now.indexOf(n));
      items.get(moved).lift.focus();
    } else {
      lifted = lifted === n ? null : n;
    }
    draw();
  }
  draw();
  const [first, last] = question.ends;
  const lifts = () => now.map((n) => items.get(n).lift);
  return {
    element: el(
      "div",
      { role: "group" },
      el("p", { class: "edge" }, `↑ ${first}`),
      list,
      el("p", { class: "edge" }, `↓ ${last}`),
    ),
    hint: say("hintOrder", { first, last }),
    draft: () => [...now],
    response: () => [...now],
    warning: () => "",
    unfinished: () => say("enterWhenOrdered"),
    focus: () => lifts()[0].focus(),
    enter() {
      lifted = null;
      draw();
    },
    key(event) {
      const letter = letterOf(event);
      if (letter >= 0 && letter < order.length) {
        click(order[letter]);
        items.get(order[letter]).lift.focus();
        return true;
      }
      if (!isVertical(event)) return false;
      if (lifted === null) {
        const inside = document.activeElement.closest?.(".steps li");
        if (inside) inside.querySelector(".lift").focus();
        moveFocus(lifts(), stepOf(event));
      } else {
        items.get(lifted).lift.focus();
        carry(lifted, now.indexOf(lifted) + stepOf(event));
      }
      return true;
    },
  };
}
