/** The token of the `Schema` of conditions, which the application gathers from the features that own the facts. */
export const conditionSchema = Symbol('schema of conditions');
