/** The text fields of the form inside an element as they stand, by name. */
export function typedFields(around: EventTarget): Record<string, string> {
  const form = (around as HTMLElement).querySelector('form');
  const sent = form ? [...new FormData(form)] : [];
  return Object.fromEntries(
    sent.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
