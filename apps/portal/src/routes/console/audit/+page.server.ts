import { listAuditEntries } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url: { searchParams } }) => {
  const text = (name: string): string | undefined => searchParams.get(name)?.trim().slice(0, 80) || undefined;
  const [action, subject, cursor] = [
    text('action'),
    text('subject'),
    searchParams.get('cursor') ?? undefined,
  ];
  const query = {
    limit: 40,
    ...(action ? { action } : {}),
    ...(subject ? { subject } : {}),
    ...(cursor ? { cursor } : {}),
  };
  return { entries: await show(locals.api.call(listAuditEntries, { query })) };
};
