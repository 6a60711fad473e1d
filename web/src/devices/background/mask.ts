/** Making steady what the model says of each picture. Pure. */

/** How much of what is said now counts, beside what was said before: edges tremble less. */
const NEW = 0.65;
/** Under it is background, over it is person; between them an edge. */
const [LOW, HIGH] = [0.3, 0.7];

/**
 * Takes what the model says of each pixel (0 background, 1 person) into `memory`, which is 0 at first, and gives in
 * `mask` how much of each pixel is shown of the person.
 */
export function settleMask(said: Float32Array, memory: Float32Array, mask: Float32Array): void {
  for (let index = 0; index < said.length; index += 1) {
    const sure = (memory[index] ?? 0) * (1 - NEW) + (said[index] ?? 0) * NEW;
    memory[index] = sure;
    const place = Math.min(Math.max((sure - LOW) / (HIGH - LOW), 0), 1);
    mask[index] = place * place * (3 - 2 * place);
  }
}
