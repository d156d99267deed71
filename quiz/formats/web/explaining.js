// What is said of an answer, in its order, as quiz/play/explain.py and quiz/bank/kinds have it.

// Feedback on each option, part, row or step, or on what was typed: {sign, text, why, label, note}.
function feedback(question, response, order) {
  switch (question.kind) {
    case "choice":
    case "multi":
      return order.map((n) => onPick(question, response, n));
    case "spot":
      return [...question.entries.keys()]
        .filter((n) => question.entries[n].why)
        .map((n) => onPick(question, response, n));
    case "sort":
      return order.map((n) => {
        const { text, why } = question.entries[n];
        const fits = response[n] === question.key[n];
        const note = fits ? "" : say("youSaid", { label: question.labels[response[n]] });
        const label = question.labels[question.key[n]];
        return { sign: fits ? RIGHT : WRONG, text, why, label, note };
      });
    case "order":
      return question.entries.map(({ text, why }, n) => {
        const put = response.indexOf(n);
        const note = put === n ? "" : WORDS.put[put];
        return { sign: put === n ? RIGHT : WRONG, text: `${n + 1}. ${text}`, why, label: "", note };
      });
    case "short":
      return onTyped(question.judging, response);
  }
}

function onPick(question, response, n) {
  const { text, why } = question.entries[n];
  const isRight = question.key.includes(n);
  const isPicked = response.includes(n);
  const several = response.length > 1 || question.key.length > 1;
  let [mark, label] = [OTHER, ""];
  if (isRight) {
    mark = RIGHT;
    label = question.saysOfRight[2 * several + !isPicked];
  } else if (isPicked) {
    mark = WRONG;
    label = say(several ? "notThis" : "yourAnswer");
  }
  return { sign: mark, text, why, label, note: "" };
}

function onTyped(judging, text) {
  const [fit, number] = [match(judging, text), readNumber(judging, text)];
  let [readAs, note] = [text, ""];
  if (fit?.by === "slip") {
    [readAs, note] = [fit.form, say("spelt", { form: fit.form })];
  } else if (number && fit?.by !== "form" && folded(number) !== folded(text)) {
    [readAs, note] = [number, say("readAs", { number })];
  }
  const typed = { sign: fit ? RIGHT : WRONG, text, why: "", label: say("yourAnswer"), note };
  if (folded(readAs) === folded(judging.best)) return [typed];
  const label = say(fit ? "weWrite" : "correct");
  return [typed, { sign: RIGHT, text: judging.best, why: "", label, note: "" }];
}

// What matters most, and the rest: {first, others, title, hasReasons, brief}.
function explained({ question, order, answer }) {
  const given = feedback(question, answer.response, order);
  const byRow = question.kind === "sort" || question.kind === "order";
  const first = byRow
    ? given.map((each) => (each.sign === WRONG ? each : { ...each, why: "" }))
    : [
        ...given.filter((each) => each.sign === WRONG),
        ...given.filter((each) => each.sign === RIGHT),
      ];
  const others = given.filter((each) => (byRow ? each.sign !== WRONG : each.sign === OTHER));
  const several = question.key.length > 1;
  return {
    first,
    others,
    title: say(byRow ? "whyRight" : several ? "rightlyLeft" : "tempting"),
    hasReasons: first.some((each) => each.why),
    brief: answer.judged.right && answer.certainty === 3,
  };
}
