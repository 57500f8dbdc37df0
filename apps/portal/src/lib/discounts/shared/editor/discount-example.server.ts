import { exampleOfDiscount, type BodyOf, type DiscountExample } from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { form } from '#lib/server/submit.ts';
import { jsonOf } from '#lib/shell/form/json-of.ts';

export const exampleForm = form('example', { terms: anyText });

/** What the till says about the terms as typed. The API checks them. */
export const discountExample = (api: Api, { terms }: { terms: string }): Promise<DiscountExample> =>
  api.call(exampleOfDiscount, {
    body: jsonOf<BodyOf<typeof exampleOfDiscount>>(terms) ?? ({} as BodyOf<typeof exampleOfDiscount>),
  });
