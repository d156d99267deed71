// The order of a round, in which neighbours are about different sources, as quiz/play/apart.py has it.

// These questions, after another if there is one, in an order in which fewer neighbours are about
// the same source: stretches are turned round while that helps.
function apart(questions, after = []) {
  const order = [...after, ...questions];
  const first = after.length;
  const meets = (one, other) =>
    other < order.length && order[one].about.some((each) => order[other].about.includes(each));
  const gains = ([start, end]) => {
    const now = (start > 0 && meets(start - 1, start)) + meets(end, end + 1);
    const then =
      (start > 0 && meets(start - 1, end)) + (end + 1 < order.length && meets(start, end + 1));
    return now - then;
  };
  const meeting = () => [...order.keys()].filter((at) => meets(at, at + 1));
  for (let pairs = meeting(); pairs.length; ) {
    const at = pairs.pop();
    const stretches = [];
    for (let end = at + 1; end < order.length; end += 1) stretches.push([at + 1, end]);
    for (let start = first; start <= at; start += 1) stretches.push([start, at]);
    const best = stretches.reduce((one, other) => (gains(other) > gains(one) ? other : one));
    if (gains(best) > 0) {
      const [start, end] = best;
      order.splice(start, end + 1 - start, ...order.slice(start, end + 1).reverse());
      pairs = meeting();
    }
  }
  return order.slice(first);
}
