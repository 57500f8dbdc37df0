import type { Task } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

const kinds: Readonly<Record<Task['kind'], () => string>> = {
  'receipt-wrong': m.tasks_kind_receipt_wrong,
  'stamp-missing': m.tasks_kind_stamp_missing,
};

const isKind = (name: string): name is Task['kind'] => Object.hasOwn(kinds, name);

/** What a task is about; unknown kinds keep their name. */
export const taskKindName = (kind: string): string => (isKind(kind) ? kinds[kind]() : kind);
