/** Words of the chat window. */
export const chatEn = {};
