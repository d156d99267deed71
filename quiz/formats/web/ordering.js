// `order`: steps that are lifted and moved, or moved by a button.

// Press a button that moves with its step, and scroll with it, so that it can be pressed again where it was.
function pressInPlace({ currentTarget }, act) {
  const top = () => currentTarget.getBoundingClientRect().top;
  const before = top();
  act();
  window.scrollBy({ top: top() - before, behavior: "instant" });
}

// A step: the button that lifts it and puts it down, and two that move it.
function stepToMove(letter, text, lifts, moves) {
  const lift = el(
    "button",
    { type: "button", class: "lift", "aria-pressed": "false", on: { click: lifts } },
    el("span", { class: "letter", "aria-hidden": "true" }, letter),
    el("span", { class: "text" }, text),
  );
  const mover = (by, arrow, name) =>
    el(
      "button",
      { type: "button", class: "move", "aria-label": say(name, { text }), on: { click: (event) => pressInPlace(event, () => moves(by)) } },
      arrow,
    );
  const [up, down] = [mover(-1, "↑", "moveUp"), mover(1, "↓", "moveDown")];
  return { lift, up, down, element: el("li", {}, lift, up, down) };
}

// Put the steps of a list in an order, and show which one is lifted.
function drawSteps(list, steps, lifted) {
  steps.forEach((step, at) => {
    const { lift, up, down, element } = step;
    // Only what isn't in its place is moved, as that takes the focus away.
    if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null);
    lift.setAttribute("aria-pressed", String(step === lifted));
    element.classList.toggle("lifted", step === lifted);
    // Not disabled, which would take the focus away from the button that is pressed.
    up.setAttribute("aria-disabled", String(at === 0));
    down.setAttribute("aria-disabled", String(at === steps.length - 1));
  });
}

function ordering({ question, order, draft }, changed) {
  const now = [...(draft ?? order)];
  let lifted = null;
  const list = el("ol", { class: "steps" });
  const textOf = (n) => question.entries[n].text;
  const items = new Map(
    order.map((n, at) => [
      n,
      stepToMove(LETTER[at], textOf(n), () => click(n), (by) => carry(n, now.indexOf(n) + by)),
    ]),
  );
  const draw = () => drawSteps(list, now.map((n) => items.get(n)), items.get(lifted));
  function carry(n, to) {
    if (to < 0 || to >= now.length) return;
    const active = document.activeElement;
    now.splice(to, 0, ...now.splice(now.indexOf(n), 1));
    draw();
    for (const [each, { element }] of items) element.classList.toggle("moved", each === n);
    if (list.contains(active)) active.focus({ preventScroll: true });
    changed();
    tell(say("isNow", { text: textOf(n), n: to + 1, all: now.length }));
  }
  // Lift a step, or put down the one that is lifted, here or where another is.
  function click(n) {
    const moved = lifted;
    lifted = moved === null ? n : null;
    if (moved !== null && moved !== n) {
      carry(moved, now.indexOf(n));
      items.get(moved).lift.focus();
    }
    draw();
  }
  function move(by) {
    if (lifted !== null) {
      items.get(lifted).lift.focus();
      return carry(lifted, now.indexOf(lifted) + by);
    }
    document.activeElement.closest?.(".steps li")?.querySelector(".lift").focus();
    return moveFocus(now.map((n) => items.get(n).lift), by);
  }
  draw();
  const [first, last] = question.ends;
  const edge = (text) => el("p", { class: "edge" }, text);
  return {
    element: el("div", { role: "group" }, edge(`↑ ${first}`), list, edge(`↓ ${last}`)),
    hint: sayTo("hintOrder", { first, last }),
    draft: () => [...now],
    response: () => [...now],
    warning: () => "",
    unfinished: () => say("enterWhenOrdered"),
    focus: () => items.get(now[0]).lift.focus(),
    enter() {
      lifted = null;
      draw();
    },
    key(event) {
      const letter = letterOf(event);
      if (letter >= 0 && letter < order.length) {
        click(order[letter]);
        items.get(order[letter]).lift.focus();
      } else if (isVertical(event)) move(stepOf(event));
      else return false;
      return true;
    },
  };
}
