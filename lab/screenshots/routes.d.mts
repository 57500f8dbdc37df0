/** The pages of which no picture is taken. */
export function routesWithoutStop(): string[];
