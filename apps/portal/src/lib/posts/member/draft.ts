/** What was written and not yet sent, kept in this browser. Without storage nothing is kept. */
export interface Draft {
  readonly title: string;
  readonly source: string;
}

const keyOf = (communityId: string): string => `post-draft:${communityId}`;

export function keptDraft(communityId: string): Draft | null {
  try {
    const { title, source } = JSON.parse(localStorage.getItem(keyOf(communityId)) ?? '') as Partial<Draft>;
    const draft = { title: title ?? '', source: source ?? '' };
    return draft.title || draft.source ? draft : null;
  } catch {
    return null;
  }
}

export function keepDraft(communityId: string, draft: Draft): void {
  try {
    if (draft.title || draft.source) localStorage.setItem(keyOf(communityId), JSON.stringify(draft));
    else localStorage.removeItem(keyOf(communityId));
  } catch {
    // A private window without storage.
  }
}

export const forgetDraft = (communityId: string): void => keepDraft(communityId, { title: '', source: '' });
