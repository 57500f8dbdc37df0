import type { Condition } from '@regulars/conditions';
import { previewSegment, type SegmentPreview } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import type { Api } from '#lib/server/api.ts';
import { anyText, asNumber, ticked } from '#lib/server/fields.ts';
import { Faults, form } from '#lib/server/submit.ts';
import { jsonOf } from '#lib/shell/form/json-of.ts';
import { textsIn } from '#lib/shell/languages.ts';

const names = { name_de: anyText, name_en: anyText, name_cs: anyText };
const fields = { ...names, condition: anyText, announced: ticked };

export const newForm = form('save', { ...fields, kind: anyText });
export const editForm = form('save', { ...fields, version: asNumber });
export const copyForm = form('copy', names);
export const previewForm = form('preview', { condition: anyText, segment: anyText, exactly: ticked });

type Names = Record<keyof typeof names, string>;

/** The name that was typed in at least one language. */
export function typedName(typed: Names) {
  const name = textsIn(typed, 'name');
  if (!name) throw new Faults({ name: m.common_field_required() });
  return name;
}

/** What was typed. A list has no condition. */
export const segmentBody = (typed: Names & { condition: string; announced: boolean }) => ({
  name: typedName(typed),
  announced: typed.announced,
  condition: jsonOf<Condition>(typed.condition),
});

export const preview = (
  api: Api,
  { condition, segment, exactly }: { condition: string; segment: string; exactly: boolean },
): Promise<SegmentPreview> => {
  const asked = jsonOf<Condition>(condition);
  if (!asked) throw new Faults({ condition: m.common_field_required() });
  const body = { condition: asked, estimate: !exactly, ...(segment ? { segment } : {}) };
  return api.call(previewSegment, { body });
};
