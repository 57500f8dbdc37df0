import {
  longestProductTestDays,
  mostSamples,
  sampleAllotments,
  type BodyOf,
  type createProductTest,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { instantOf } from '#lib/server/local-time.server.ts';

type Content = BodyOf<typeof createProductTest>;
type Values = Record<string, string>;

const longest = longestProductTestDays * 86_400_000;

/** The product test in the form, and its errors. Times are typed in the zone of the club. */
export function testBody(values: Values, zone: string): { body: Content; fields: Values } {
  const fields: Values = {};
  const { title = '', source = '', rewardId = '' } = values;
  if (source.trim() === '') fields.source = m.common_field_required();
  if (rewardId === '') fields.rewardId = m.common_field_required();
  return {
    body: {
      ...{ title: title.trim() || null, source, rewardId },
      samples: samplesIn(values, fields),
      free: values.free === 'on',
      allotment: sampleAllotments.find((one) => one === values.allotment) ?? 'lot',
      ...timesIn(values, zone, fields),
    },
    fields,
  };
}

function samplesIn({ samples = '' }: Values, fields: Values): number {
  const number = Number(samples);
  const isRight = Number.isInteger(number) && number > 0 && number <= mostSamples;
  if (!isRight) fields.samples = m.producttests_console_samples_wrong({ most: String(mostSamples) });
  return number;
}

function timesIn(
  values: Values,
  zone: string,
  fields: Values,
): Pick<Content, 'applyUntil' | 'opinionsUntil'> {
  const applyUntil = instantOf(values.applyUntil, zone) ?? '';
  const opinionsUntil = instantOf(values.opinionsUntil, zone) ?? '';
  const now = Date.now();
  if (!(Date.parse(applyUntil) > now)) fields.applyUntil = m.producttests_console_until_wrong();
  const due = Date.parse(opinionsUntil);
  if (!(due > Date.parse(applyUntil) && due <= now + longest))
    fields.opinionsUntil = m.producttests_console_opinions_wrong();
  return { applyUntil, opinionsUntil };
}
