// Whether a typed answer is right, as quiz/bank/typed/match.py judges it.

const LONGEST_LINE = 400;

function quantity(judging, text) {
  if (judging.number === null || [...text].length > LONGEST_LINE) return null;
  return readQuantity(text, judging.units, judging.case);
}

// How a typed answer is right, as {form, by}; null when it is wrong.
function match(judging, text) {
  if (!single(text) || [...text].length > LONGEST_LINE) return null;
  const typed = normalised(text, judging.case);
  const number = quantity(judging, text);
  if (judging.refused.includes(asTyped(text, judging.case))) return null;
  for (const [form, spelling] of judging.accept) {
    if (typed === spelling) return { form, by: "form" };
  }
  const plain = withoutArticle(typed);
  if (judging.reject.some((each) => withoutArticle(each) === plain)) return null;
  if (number && judging.rejected.some((each) => !compare(number.value, decimal(each)))) return null;
  for (const [form, spelling] of judging.accept) {
    const levelled = typed === withoutLevels(spelling) || withoutLevels(typed) === spelling;
    if (levelled || plain === bareForm(form, spelling)) return { form, by: "form" };
  }
  if (number && judging.number !== null) {
    const { whole, exponent } = rounded(minus(number.value, decimal(judging.number)));
    const isNear = compare({ whole: size(whole), exponent }, decimal(judging.within)) <= 0;
    return isNear ? { form: quantityInWords(number), by: "number" } : null;
  }
  if (judging.reject.some((form) => slip(plain, withoutArticle(form)))) return null;
  for (const [form, spelling] of judging.accept) {
    const made = slip(plain, bareForm(form, spelling));
    if (made && !isAnotherWord(...made, judging)) return { form, by: "slip" };
  }
  const whole = withoutArticle(joined(text, judging.case));
  for (const [form, , meant] of judging.accept) {
    if (inMarksAlone(whole, meant, judging)) return { form, by: "slip" };
  }
  return null;
}

function bareForm(form, spelling) {
  const isName = new RegExp(`^(?:${typing().named.source})`, "u").test(form);
  return isName ? spelling : withoutArticle(spelling);
}

const countLetters = (word) => [...word].filter((each) => /\p{L}/u.test(each)).length;

// Whether an answer lacks accents, apostrophes or hyphens of a form, or has too many of them.
function inMarksAlone(typed, meant, judging) {
  if (typed !== meant && !inMarksAlike(typed, meant)) return false;
  const right = split(meant);
  return split(typed).every(
    (word, n) =>
      word === right[n] ||
      (countLetters(right[n]) >= typing().fewest &&
        oneLacksAccents(word, right[n]) &&
        !isAnotherWord(word, right[n], judging)),
  );
}

// Whether accents are missing in one of two words, rather than other ones or elsewhere.
function oneLacksAccents(one, other) {
  const [a, b] = [one, other].map((each) => [...each.replace(typing().apostrophe, "")]);
  if (a.length !== b.length) return true;
  const lacks = (some, others) =>
    some.every((each, n) => each === others[n] || withoutMarks(others[n]).includes(each));
  return lacks(a, b) || lacks(b, a);
}

function readNumber(judging, text) {
  const number = quantity(judging, text);
  return number ? quantityInWords(number) : "";
}

// The misspelled word and the right one, if there is one slip in one word.
function slip(typed, form) {
  const [words, meant] = [split(typed), split(form)];
  if (words.length !== meant.length) return null;
  const pairs = words.map((word, n) => [word, meant[n]]).filter(([a, b]) => a !== b);
  if (pairs.length !== 1) return null;
  const [word, right] = pairs[0];
  const isLong = countLetters(right) >= typing().shortest;
  if (!isLong || !typing().letters.test(word) || !typing().letters.test(right)) return null;
  return folded(word) !== folded(right) && oneOff(word, right) ? pairs[0] : null;
}

function oneOff(one, other) {
  const [a, b] = [[...one], [...other]];
  const rest = (letters, from) => letters.slice(from).join("");
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at += 1;
  // As in Python, where all are the same up to the end of the shorter one.
  if (at === Math.min(a.length, b.length)) at = a.length;
  const swapped = a.slice(at, at + 2).join("") === b.slice(at, at + 2).reverse().join("");
  return (
    rest(a, at + 1) === rest(b, at + 1) ||
    rest(a, at + 1) === rest(b, at) ||
    rest(a, at) === rest(b, at + 1) ||
    (swapped && rest(a, at + 2) === rest(b, at + 2))
  );
}

function isAnotherWord(word, right, judging) {
  const plain = folded(word);
  if (judging.asked.includes(plain)) return true;
  if (word === american(right) || american(word) === right) return false;
  if (!judging.other.includes(plain)) return false;
  return !(inMarksAlike(word, right) && judging.unknown.includes(folded(right)));
}

const american = (word) =>
  typing().british.reduce((made, [pattern, instead]) => made.replace(pattern, instead), word);
