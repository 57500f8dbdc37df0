import type { Texts } from '@regulars/contracts';
import { newLeaf, type LeafRow } from '#lib/facts/shared/conditions/leaf.ts';
import { goodsRow } from '#lib/facts/shared/conditions/tree.ts';
import { m } from '#lib/paraglide/messages.js';
import { locales, type Locale } from '#lib/paraglide/runtime.js';
import type { RuleDraft } from './rule-draft.svelte.ts';

/** A start for a rule: it fills an empty draft, and the manager changes what is different. */
export interface RuleTemplate {
  readonly key: string;
  readonly name: () => string;
  readonly text: () => string;
  readonly fill: (draft: RuleDraft) => void;
}

type Message = (inputs: Record<string, never>, options: { locale: Locale }) => string;

const inAll = (message: Message): Texts =>
  Object.fromEntries(locales.map((locale) => [locale, message({}, { locale })]));

type Typed = Partial<Pick<LeafRow, 'op' | 'not' | 'values' | 'from' | 'to'>>;

const saleRow = (draft: RuleDraft, fact: LeafRow['fact'], typed: Typed): LeafRow => ({
  ...newLeaf('sale', draft.currency, fact),
  ...typed,
});

/** Double points on everything that is bought. */
const doubled = (draft: RuleDraft): void => {
  draft.kind = 'multiplier';
  const row = newLeaf('line', draft.currency, 'line.kind');
  draft.drafts.multiplier.times = '2';
  draft.drafts.multiplier.tree.rows = [{ ...row, op: 'is-one-of', values: ['goods', 'service'] }];
};

const fixed = (draft: RuleDraft, points: string): void => {
  draft.kind = 'fixed-points';
  draft.drafts['fixed-points'].points = points;
};

export const ruleTemplates: readonly RuleTemplate[] = [
  {
    key: 'happy-hour',
    name: m.console_templates_happy_hour,
    text: m.console_templates_happy_hour_text,
    fill: (draft) => {
      draft.name = inAll(m.console_templates_happy_hour);
      doubled(draft);
      draft.addWhen([
        saleRow(draft, 'moment.weekday', { op: 'is-one-of', values: ['thursday'] }),
        saleRow(draft, 'moment.time', { op: 'between', from: '17:00', to: '20:00' }),
      ]);
    },
  },
  {
    key: 'first-purchase',
    name: m.console_templates_first_purchase,
    text: m.console_templates_first_purchase_text,
    fill: (draft) => {
      draft.name = inAll(m.console_templates_first_purchase);
      fixed(draft, '50');
      draft.addWhen([saleRow(draft, 'member.purchases', { op: 'is', values: ['0'] })]);
    },
  },
  {
    key: 'nth-visit',
    name: m.console_templates_nth_visit,
    text: m.console_templates_nth_visit_text,
    fill: (draft) => {
      draft.name = inAll(m.console_templates_nth_visit);
      fixed(draft, '100');
      // Nine days before, and none of them today: only the first purchase of the tenth day.
      draft.addWhen([
        saleRow(draft, 'member.visits', { op: 'is', values: ['9'] }),
        saleRow(draft, 'member.last-purchase', { op: 'in-the-last-days', not: true, values: ['1'] }),
      ]);
    },
  },
  {
    key: 'product-bonus',
    name: m.console_templates_product_bonus,
    text: m.console_templates_product_bonus_text,
    fill: (draft) => {
      draft.name = inAll(m.console_templates_product_bonus);
      fixed(draft, '20');
      draft.addWhen([goodsRow('any', false, [newLeaf('line', draft.currency, 'line.sku')])]);
    },
  },
  {
    key: 'birthday',
    name: m.console_templates_birthday,
    text: m.console_templates_birthday_text,
    fill: (draft) => {
      draft.name = inAll(m.console_templates_birthday);
      doubled(draft);
      draft.addWhen([saleRow(draft, 'member.birthday', { op: 'anniversary-around-days', values: ['7'] })]);
    },
  },
];
