/* Presses a job in JSON into a PDF: press_c '{"articles": [{"code": "K977"}], "layout": "a4"}' handout.pdf */
#include <carepress/carepress.h>
#include <stdio.h>

int main(int argc, char** argv) {
    if (argc != 3) {
        fputs("usage: press_c JOB PDF\n", stderr);
        return 2;
    }
    char* message = NULL;
    carepress_engine* engine = carepress_engine_new(NULL, &message);
    if (engine == NULL) {
        fprintf(stderr, "%s\n", message != NULL ? message : "out of memory");
        carepress_message_free(message);
        return 3;
    }
    carepress_result* result = carepress_press_json(engine, argv[1]);
    for (size_t i = 0; i < carepress_result_diagnostic_count(result); ++i) {
        const carepress_diagnostic* diagnostic = carepress_result_diagnostic(result, i);
        fprintf(stderr, "%s:%d: %s\n", carepress_diagnostic_file(diagnostic), carepress_diagnostic_line(diagnostic),
                carepress_diagnostic_message(diagnostic));
    }
    int status = 1;
    if (carepress_result_status(result) == CAREPRESS_DONE) {
        FILE* file = fopen(argv[2], "wb");
        const size_t size = carepress_result_size(result);
        if (file != NULL && fwrite(carepress_result_bytes(result), 1, size, file) == size) status = 0;
        if (file != NULL && fclose(file) != 0) status = 1;
    }
    carepress_result_free(result);
    carepress_engine_free(engine);
    return status;
}
