/* Who depends on whom, among things in a row: pairs of places, who depends first. */
const { indexes } = require('./hosts.js');

const SHAPES = {
  none: () => [],
  /** Each on the one before it. */
  chain: (count) => indexes(count - 1).map((index) => [index + 1, index]),
  /** All on the first. */
  star: (count) => indexes(count - 1).map((index) => [index + 1, 0]),
  /** Layers of `width`, each of a layer on all of the layer before it. */
  lattice: (count, width) =>
    indexes(count).flatMap((index) => {
      const layer = Math.floor(index / width);
      return layer === 0 ? [] : indexes(width).map((place) => [index, (layer - 1) * width + place]);
    }),
};

module.exports = { SHAPES };
