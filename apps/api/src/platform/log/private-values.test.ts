import { personal, privacyOf, secret } from '@regulars/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { allEndpoints } from '../../openapi.ts';
import type { ClubRequest } from '../http/contract.ts';
import { strikeSent } from './private-values.ts';

const body = z.object({
  email: personal(z.string()).optional(),
  password: secret(z.string()).nullable(),
  kind: z.enum(['gift', 'sale']),
  name: z.string(),
  lines: z.array(z.object({ sku: z.string(), id: z.uuid() })),
  attributes: z.record(z.string(), personal(z.string())),
});
const id = '0198f0a0-0000-7000-8000-000000000000';
const struck = (sent: object, text: string): string =>
  strikeSent({ headers: {}, cookies: {}, ...sent } as unknown as ClubRequest)(text);

describe('values that a request sent', () => {
  const endpoint = { body };
  it('are removed from a text, except values from a closed list in the contract', () => {
    const sent = {
      email: 'anna@club.example',
      password: 'hunter22',
      kind: 'gift',
      name: 'Latte',
      lines: [{ sku: 'KAF-1', id }],
      attributes: { pet: 'Rex' },
    };
    expect(
      struck({ endpoint, body: sent }, `anna@club.example hunter22 gift Latte KAF-1 ${id} Rex of pet`),
    ).toBe(`[personal] [secret] gift [text] [text] ${id} [personal] of [text]`);
  });

  it('are removed even if no contract knows them or their type is wrong', () => {
    expect(
      struck(
        { endpoint, body: { kind: { deep: 'Anna' }, telephone: '+43660' } },
        'Anna deep telephone +43660',
      ),
    ).toBe('[unknown] [unknown] [unknown] [personal]');
    expect(struck({ body: { anything: 'Anna' } }, 'Anna')).toBe('[personal]');
    expect(struck({ endpoint, body: ['Anna'] }, 'Anna')).toBe('[personal]');
  });

  it('include the credentials of the caller', () => {
    const sent = {
      headers: { authorization: 'Bearer rk_live_1', 'idempotency-key': 'anna-1' },
      cookies: { s: 'token' },
    };
    expect(struck(sent, 'rk_live_1 anna-1 token')).toBe('[secret] [secret] [secret]');
  });

  it('are removed longest first, so that no part remains', () => {
    expect(struck({ endpoint, body: { name: 'Anna', email: 'Anna K.' } }, 'Anna K.')).toBe('[personal]');
  });
});

/** Free texts of requests that are the club's own words, or places and goods: nothing in them is about a person. */
const open = new Set(
  (
    'accent address benefits brand category code consumer currency cursor description field group label location name ' +
    'openingHours rate receipt reportingCurrency sku subject action tier till timeZone token v where origins pageKey key query/kind query/class columns column options number ' +
    'barcode barcodes content register authority until ids status from to pointsFrom pointsTo boughtFrom boughtTo joinedFrom joinedTo consent sort order type prefix choices perField falls expireBy reward/key reward/text event/place effect/attributes reason/de reason/en reason/cs manualDiscounts/reasons definition distribution/locations tag question answers/choices rules source channel text/de text/en text/cs title word interest interests interests/key groups/key country sheet'
  ).split(' '),
);

describe('every free text field of a request', () => {
  it('is marked as personal or secret, or listed as neither', () => {
    const unmarked = allEndpoints().flatMap((endpoint) =>
      [endpoint.params, endpoint.query, endpoint.body, endpoint.form].flatMap((schema) =>
        schema
          ? freeTexts(schema, []).map((path) => `${endpoint.method} ${endpoint.path}: ${path.join('/')}`)
          : [],
      ),
    );
    expect(unmarked).toEqual([]);
  });
});

type Definition = z.core.$ZodTypeDef & Record<string, unknown>;
const freeTexts = (schema: z.core.$ZodType, path: string[]): string[][] => {
  if (privacyOf(schema)) return [];
  const {
    type,
    shape,
    element,
    options,
    valueType,
    innerType,
    in: input,
    format,
  } = schema._zod.def as Definition;
  if (type === 'string')
    return ['uuid', 'date', 'datetime'].includes(String(format)) ||
      [...path, path.slice(0, 2).join('/'), path.slice(-2).join('/')].some((name) => open.has(name))
      ? []
      : [path];
  const inner = [element, valueType, innerType, input, ...((options as unknown[] | undefined) ?? [])];
  return [
    ...inner.filter(Boolean).flatMap((part) => freeTexts(part as z.core.$ZodType, path)),
    ...Object.entries((shape ?? {}) as Record<string, z.core.$ZodType>).flatMap(([name, part]) =>
      freeTexts(part, [...path, name]),
    ),
  ];
};
