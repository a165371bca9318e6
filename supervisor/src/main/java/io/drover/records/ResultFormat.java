package io.drover.records;

/** What {@code --results} asks for, by the end of the name. */
enum ResultFormat {
    CSV,
    TSV,
    GNU_JSON,
    JSON_LINES,
    DATABASE,
    FILES;

    static ResultFormat of(String name) {
        if (name.endsWith(".csv")) {
            return CSV;
        }
        if (name.endsWith(".tsv")) {
            return TSV;
        }
        if (name.endsWith(".json")) {
            return GNU_JSON;
        }
        if (name.endsWith(".db")) {
            return DATABASE;
        }
        return name.endsWith(".jsonl") ? JSON_LINES : FILES;
    }

    char separator() {
        return this == CSV ? ',' : '\t';
    }
}
