const shelf = 'till-survey';

/** Which survey this tablet shows, also after a restart of the browser. */
export const chosenSurvey = {
  find: (): string | null => localStorage.getItem(shelf),
  keep(id: string | null): void {
    if (id === null) localStorage.removeItem(shelf);
    else localStorage.setItem(shelf, id);
  },
};
