/* How something grows with the size. */

/** The exponent: 1 is linear. Undefined where one of the two was not measured. */
function growth(smaller, larger, smallerSize, largerSize) {
  if (smaller === undefined || larger === undefined) return undefined;
  return Math.log(larger / smaller) / Math.log(largerSize / smallerSize);
}

module.exports = { growth };
