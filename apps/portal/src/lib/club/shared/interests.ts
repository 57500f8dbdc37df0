/** The keys of the ticked fields `interest_<key>`. */
export const interestsIn = (values: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(values).flatMap((name) => {
    const [, key] = /^interest_(.+)$/u.exec(name) ?? [];
    return key !== undefined && values[name] === 'on' ? [key] : [];
  });
