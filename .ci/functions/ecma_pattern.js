export default (pattern) => {
  // An attribute may be called `pattern`: then this is its schema.
  if (typeof pattern !== "string") return [];
  try {
    new RegExp(pattern, "u");
    return [];
  } catch (error) {
    return [{ message: error.message }];
  }
};
