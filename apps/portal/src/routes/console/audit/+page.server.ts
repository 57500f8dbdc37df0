import { getMember, listAuditEntries, listStaff } from '@regulars/contracts';
import { auditFilters } from '#lib/audit/console/audit-filters.server.ts';
import { show, type Api } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const filters = auditFilters(url, club?.timeZone ?? 'UTC');
  const query = { limit: 40, ...filters, ...(cursor ? { cursor } : {}) };
  const [entries, staff, about] = await show(
    Promise.all([
      api.call(listAuditEntries, { query }),
      everyRow((page) => api.call(listStaff, { query: page })),
      nameOf(api, filters.member),
    ]),
  );
  return {
    entries,
    about,
    people: staff.map(({ id, displayName }) => ({ value: id, label: displayName })),
  };
};

/** Null for nobody; a member who is gone has no name any more. */
async function nameOf(api: Api, id: string | undefined): Promise<string | null> {
  if (id === undefined) return null;
  return api.call(getMember, { params: { id } }).then(
    ({ displayName }) => displayName,
    () => '',
  );
}
