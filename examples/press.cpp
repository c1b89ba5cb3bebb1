// Presses an article of the library into a PDF: press K977 handout.pdf
#include <carepress/engine.h>

#include <fstream>
#include <iostream>

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: press CODE PDF\n";
        return 2;
    }
    try {
        const carepress::Engine engine;  // make one, and press with it from any number of threads

        carepress::HandoutJob job;
        job.articles = {carepress::CodeInput{argv[1]}};
        job.language = "es";
        job.layout = "a4";

        const carepress::Result result = engine.press(job);
        for (const carepress::Diagnostic& diagnostic : result.diagnostics()) std::cerr << diagnostic << '\n';
        if (!result) return 1;

        std::ofstream(argv[2], std::ios::binary) << result.bytes();
        std::cout << result.title() << ": " << result.pages() << " pages\n";
        return 0;
    } catch (const carepress::EngineError& error) {  // data or fonts are missing
        std::cerr << error.what() << '\n';
        return 3;
    }
}
