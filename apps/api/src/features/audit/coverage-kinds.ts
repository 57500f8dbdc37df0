import type { Audited } from '../../platform/audit.ts';
import type { Call, TellCall } from '../../platform/audited-calls.ts';

/** How a changing call gets into the audit log. */
export type AuditCoverage =
  /** Its service writes entries of this kind, because it also knows the previous state. */
  | { readonly by: 'service'; readonly kind: string }
  /** The entry follows from the call. */
  | { readonly by: 'call'; readonly kind: string; readonly tell: TellCall }
  /** No entry, and the reason. */
  | { readonly by: 'nobody'; readonly because: string };

export const service = (kind: string): AuditCoverage => ({ by: 'service', kind });
export const no = (because: string): AuditCoverage => ({ by: 'nobody', because });
export const call = (kind: string, tell: (call: Call) => Omit<Audited, 'action'> | null): AuditCoverage => ({
  by: 'call',
  kind,
  tell: (it) => {
    const told = tell(it);
    return told && { action: kind, ...told };
  },
});
