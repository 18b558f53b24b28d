// Completes the prefixed names of the vocabularies that the graph uses.

/** @param {string[]} names such as "eli:based_on" */
export function terms(names) {
  return {
    name: "terms",
    bulk: false,
    autoShow: true,
    persistenceId: null,
    isValidCompletionPosition(editor) {
      const token = editor.getCompleteToken();
      return /^[a-z-]+:\w*$/.test(token.string) && token.type !== "comment" && token.type !== "string";
    },
    get(editor, token) {
      return token ? names.filter((name) => name.startsWith(token.string)) : names;
    },
  };
}
