import { listDiscountCategories, type DiscountCategory } from '@regulars/contracts';
import { memberChoices, type Choices } from '#lib/facts/shared/choices.server.ts';
import { show, type Api } from '#lib/server/api.ts';

/** What the editor offers to choose. */
export interface DiscountChoices extends Choices {
  /** In the order in which they count. */
  discountCategories: Pick<DiscountCategory, 'id' | 'name' | 'priority' | 'within'>[];
}

export async function formData(api: Api): Promise<{ choices: DiscountChoices }> {
  const [choices, categories] = await show(
    Promise.all([memberChoices(api), api.call(listDiscountCategories)]),
  );
  return {
    choices: {
      ...choices,
      discountCategories: categories.data.map(({ id, name, priority, within }) => ({
        id,
        name,
        priority,
        within,
      })),
    },
  };
}
