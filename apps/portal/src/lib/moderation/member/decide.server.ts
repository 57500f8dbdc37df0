import { redirect } from '@sveltejs/kit';
import { decideModeratedCase } from '@regulars/contracts';
import { decisionBody } from '#lib/moderation/shared/decision-fields.server.ts';
import type { Api } from '#lib/server/api.ts';

/** Decides a case, and leads back to the queue, where it can be undone. */
export async function decideCase(
  api: Api,
  params: { readonly id: string; readonly caseId: string },
  typed: Parameters<typeof decisionBody>[0],
): Promise<never> {
  const { id } = await api.call(decideModeratedCase, { params, body: decisionBody(typed) });
  redirect(303, `/club/communities/${params.id}/moderation?done=${id}`);
}
