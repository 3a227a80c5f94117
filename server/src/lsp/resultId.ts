/**
 * A name for a text: another text has another one, but for a chance of 2⁻⁶⁴ (two lanes in the manner of FNV-1a). It is no protection
 * against who looks for two texts of one name; it needs no library, which a worker of a browser lacks and a start would wait for.
 */
export function resultIdOf(text: string): string {
  let one = 0x811c9dc5;
  let other = 0xc2b2ae35;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x9e3779b1);
    other ^= other >>> 15;
  }
  return [one, other].map((lane) => (lane >>> 0).toString(16).padStart(8, "0")).join("");
}
