/* The C API as a C program uses it: what is returned, who frees it, and what NULL does. A failed check ends the program
   with its line; the address sanitizer finds what is not freed, or freed twice. */
#include <carepress/carepress.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                             \
    do {                                                                             \
        if (!(condition)) {                                                          \
            fprintf(stderr, "%s:%d: %s is false\n", __FILE__, __LINE__, #condition); \
            exit(1);                                                                 \
        }                                                                            \
    } while (0)

static int is_empty(const char* text) { return text != NULL && *text == '\0'; }

static void null_is_safe(void) {
    char* message = NULL;
    size_t size = 1;
    carepress_engine_free(NULL);
    carepress_result_free(NULL);
    carepress_message_free(NULL);
    CHECK(carepress_press_json(NULL, "{}") == NULL);
    CHECK(carepress_press_visit_json(NULL, NULL) == NULL);
    CHECK(carepress_press_json_as(NULL, "{}", CAREPRESS_SVG) == NULL);
    CHECK(carepress_press_visit_json_as(NULL, NULL, CAREPRESS_SVG) == NULL);
    CHECK(carepress_result_status(NULL) == CAREPRESS_FAILED);
    CHECK(is_empty(carepress_result_bytes(NULL)));
    CHECK(carepress_result_size(NULL) == 0);
    CHECK(carepress_result_svg_page_count(NULL) == 0);
    CHECK(carepress_result_svg_page(NULL, 0, NULL) == NULL);
    CHECK(carepress_result_svg_page(NULL, 0, &size) == NULL && size == 0);
    CHECK(carepress_result_pages(NULL) == 0);
    CHECK(is_empty(carepress_result_title(NULL)));
    CHECK(is_empty(carepress_result_code(NULL)));
    CHECK(is_empty(carepress_result_language(NULL)));
    CHECK(is_empty(carepress_result_report(NULL)));
    CHECK(is_empty(carepress_result_receipt(NULL)));
    CHECK(is_empty(carepress_result_fhir_receipt(NULL)));
    CHECK(carepress_result_diagnostic_count(NULL) == 0);
    CHECK(carepress_result_diagnostic(NULL, 0) == NULL);
    CHECK(carepress_diagnostic_severity(NULL) == CAREPRESS_ERROR);
    CHECK(is_empty(carepress_diagnostic_code(NULL)));
    CHECK(is_empty(carepress_diagnostic_file(NULL)));
    CHECK(carepress_diagnostic_line(NULL) == 0);
    CHECK(carepress_diagnostic_column(NULL) == 0);
    CHECK(is_empty(carepress_diagnostic_message(NULL)));
    CHECK(is_empty(carepress_diagnostic_hint(NULL)));
    CHECK(carepress_engine_new("/nowhere", NULL) == NULL);
    CHECK(carepress_engine_new("/nowhere", &message) == NULL);
    CHECK(message != NULL && strstr(message, "/nowhere") != NULL);
    carepress_message_free(message);
}

static void a_handout_is_pressed(const carepress_engine* engine) {
    carepress_result* result = carepress_press_json(
        engine, "{\"articles\": [{\"code\": \"K977\"}], \"language\": \"es\", \"layout\": \"a4\"}");
    CHECK(carepress_result_status(result) == CAREPRESS_DONE);
    CHECK(carepress_result_size(result) > 1000);
    CHECK(memcmp(carepress_result_bytes(result), "%PDF-", 5) == 0);
    CHECK(carepress_result_svg_page_count(result) == 0);
    CHECK(carepress_result_svg_page(result, 0, NULL) == NULL);
    CHECK(carepress_result_pages(result) >= 1);
    CHECK(!is_empty(carepress_result_title(result)));
    CHECK(strcmp(carepress_result_code(result), "K977") == 0);
    CHECK(strcmp(carepress_result_language(result), "es") == 0);
    CHECK(is_empty(carepress_result_report(result)));
    CHECK(is_empty(carepress_result_receipt(result)));
    carepress_result_free(result);
}

/* Frees the result. */
static void check_svg_pages(carepress_result* result) {
    size_t size = 1;
    CHECK(carepress_result_status(result) == CAREPRESS_DONE);
    CHECK(carepress_result_size(result) == 0);
    CHECK(is_empty(carepress_result_bytes(result)));
    const size_t count = carepress_result_svg_page_count(result);
    CHECK(count > 1);
    CHECK(count == (size_t)carepress_result_pages(result));
    for (size_t page = 0; page < count; ++page) {
        const char* svg = carepress_result_svg_page(result, page, &size);
        CHECK(strncmp(svg, "<svg ", 5) == 0);
        CHECK(strlen(svg) == size);
        CHECK(carepress_result_svg_page(result, page, NULL) == svg);
    }
    CHECK(carepress_result_svg_page(result, count, &size) == NULL && size == 0);
    CHECK(carepress_result_svg_page(result, (size_t)-1, NULL) == NULL);
    carepress_result_free(result);
}

static void pages_are_svg_if_wanted(const carepress_engine* engine) {
    check_svg_pages(carepress_press_json_as(engine, "{\"articles\": [{\"code\": \"K977\"}]}", CAREPRESS_SVG));
    check_svg_pages(carepress_press_visit_json_as(
        engine, "{\"bundle\": {\"path\": \"" CAREPRESS_SOURCE_FOLDER "/examples/visit.json\"}, \"suggest\": true}",
        CAREPRESS_SVG));
}

/* Such as the formats of a header that is newer than the library. */
static void unknown_formats_are_refused(const carepress_engine* engine) {
    const int formats[] = {-1, 2, 255, 256, 257, 1 << 30};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; ++i) {
        carepress_result* result =
            carepress_press_json_as(engine, "{\"articles\": [{\"code\": \"K977\"}]}", formats[i]);
        CHECK(carepress_result_status(result) == CAREPRESS_REFUSED);
        CHECK(carepress_result_size(result) == 0);
        CHECK(carepress_result_svg_page_count(result) == 0);
        CHECK(strcmp(carepress_diagnostic_code(carepress_result_diagnostic(result, 0)), "job/unknown-format") == 0);
        carepress_result_free(result);
    }
}

static void a_refusal_has_messages(const carepress_engine* engine) {
    carepress_result* result =
        carepress_press_json(engine, "{\"articles\": [{\"code\": \"K977\"}],\n \"layuot\": \"a4\"}");
    CHECK(carepress_result_status(result) == CAREPRESS_REFUSED);
    CHECK(carepress_result_size(result) == 0);
    CHECK(carepress_result_diagnostic_count(result) == 1);
    CHECK(carepress_result_diagnostic(result, 1) == NULL);
    const carepress_diagnostic* diagnostic = carepress_result_diagnostic(result, 0);
    CHECK(carepress_diagnostic_severity(diagnostic) == CAREPRESS_ERROR);
    CHECK(strcmp(carepress_diagnostic_file(diagnostic), "job") == 0);
    CHECK(carepress_diagnostic_line(diagnostic) == 2);
    CHECK(carepress_diagnostic_column(diagnostic) > 1);
    CHECK(strcmp(carepress_diagnostic_message(diagnostic), "unknown key \"layuot\" in the job") == 0);
    CHECK(strcmp(carepress_diagnostic_hint(diagnostic), "did you mean \"layout\"?") == 0);
    CHECK(carepress_diagnostic_code(diagnostic) != NULL);
    carepress_result_free(result);

    result = carepress_press_json_as(engine, "{\"articles\": [{\"code\": \"NONE\"}]}", CAREPRESS_SVG);
    CHECK(carepress_result_status(result) == CAREPRESS_REFUSED);
    CHECK(carepress_result_svg_page_count(result) == 0);
    CHECK(carepress_result_svg_page(result, 0, NULL) == NULL);
    CHECK(carepress_result_diagnostic_count(result) > 0);
    carepress_result_free(result);

    result = carepress_press_json(engine, NULL);
    CHECK(carepress_result_status(result) == CAREPRESS_REFUSED);
    CHECK(carepress_result_diagnostic_count(result) > 0);
    carepress_result_free(result);
}

static void a_visit_is_pressed(const carepress_engine* engine) {
    carepress_result* result = carepress_press_visit_json(engine, "{\"bundle\": {\"path\": \"" CAREPRESS_SOURCE_FOLDER
                                                                  "/examples/visit.json\"}, \"want_receipt\": true}");
    CHECK(carepress_result_status(result) == CAREPRESS_DONE);
    CHECK(carepress_result_size(result) > 1000);
    CHECK(*carepress_result_report(result) == '{');
    CHECK(*carepress_result_receipt(result) == '{');
    CHECK(*carepress_result_fhir_receipt(result) == '{');
    carepress_result_free(result);
}

int main(void) {
    char* message = NULL;
    carepress_engine* engine = NULL;
    CHECK(strcmp(carepress_version(), CAREPRESS_VERSION) == 0);
    null_is_safe();
    engine = carepress_engine_new(NULL, &message);
    CHECK(engine != NULL && message == NULL);
    a_handout_is_pressed(engine);
    pages_are_svg_if_wanted(engine);
    unknown_formats_are_refused(engine);
    a_refusal_has_messages(engine);
    a_visit_is_pressed(engine);
    /* A result outlives its engine. */
    carepress_result* result = carepress_press_json(engine, "{\"articles\": [{\"code\": \"K977\"}]}");
    carepress_engine_free(engine);
    CHECK(carepress_result_size(result) > 1000);
    carepress_result_free(result);
    return 0;
}
