import { conditionChoices } from '#lib/facts/shared/choices.server.ts';
import { show, type Api } from '#lib/server/api.ts';

/** What the editor offers to choose. */
export const formData = async (api: Api) => ({ choices: await show(conditionChoices(api)) });
