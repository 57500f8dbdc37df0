import type { getSurveyWaves, SentQueryOf } from '@regulars/contracts';

type Waves = SentQueryOf<typeof getSurveyWaves>;

const names = ['firstFrom', 'firstTo', 'firstVersion', 'secondFrom', 'secondTo', 'secondVersion'] as const;

/** The waves that the URL names, without values that are not a day or a version. */
export function wavesIn({ searchParams }: URL): Waves {
  const waves: Partial<Record<(typeof names)[number], string>> = {};
  for (const name of names) {
    const value = searchParams.get(name) ?? '';
    const shape = name.endsWith('Version') ? /^[1-9]\d{0,5}$/u : /^\d{4}-\d{2}-\d{2}$/u;
    if (shape.test(value)) waves[name] = value;
  }
  return waves;
}

/** Waves that many managers compare, as queries of the page. */
export function commonWaves(zone: string, versions: readonly { readonly version: number }[]) {
  const today = Temporal.Now.plainDateISO(zone);
  const month = (back: number): [from: string, to: string] => {
    const first = today.with({ day: 1 }).subtract({ months: back });
    return [String(first), String(first.add({ months: 1 }).subtract({ days: 1 }))];
  };
  const days = (from: number, to: number): [from: string, to: string] => [
    String(today.subtract({ days: from })),
    String(today.subtract({ days: to })),
  ];
  const between = (
    [firstFrom, firstTo]: [string, string],
    [secondFrom, secondTo]: [string, string],
  ): string => `?${String(new URLSearchParams({ firstFrom, firstTo, secondFrom, secondTo }))}`;
  const [newest, before] = versions;
  return {
    months: between(month(2), month(1)),
    quarters: between(days(179, 90), days(89, 0)),
    versions: newest && before ? `?firstVersion=${before.version}&secondVersion=${newest.version}` : null,
  };
}
