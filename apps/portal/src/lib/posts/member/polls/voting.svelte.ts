import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import type { SubmitFunction } from '$app/forms';
import type { Outcome } from '#lib/shell/form/outcome.ts';

/** A vote that is being sent. The page stays where it is. */
export class Voting {
  busy = $state(false);
  refused = $state('');

  readonly enhance: SubmitFunction = () => {
    this.busy = true;
    this.refused = '';
    return async ({ result }) => {
      if (result.type === 'failure')
        this.refused = (result.data as unknown as Outcome).form.message?.text ?? '';
      // A session that has ended leads to the sign-in.
      else if (
        result.type === 'error' ||
        (result.type === 'redirect' && !result.location.startsWith('/club/'))
      )
        await applyAction(result);
      else await invalidateAll();
      this.busy = false;
    };
  };
}
