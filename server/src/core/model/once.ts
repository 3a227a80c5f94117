/** A constant that is made at its first use: what the first answers do without costs nothing at the start. */
export function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
