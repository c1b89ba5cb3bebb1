#include "base/clinical_code.h"

#include <gtest/gtest.h>

#include <string>

namespace carepress::test {
namespace {

bool fits(std::string_view system, std::string_view code) { return find_code_system(system)->fits(code); }

TEST(ClinicalCode, SystemsByNameAndUri) {
    EXPECT_EQ(find_code_system("snomed ct")->name, "SNOMED-CT");
    EXPECT_EQ(find_code_system("ICD-10"), nullptr);
    for (const ClinicalCodeSystem& system : clinical_code_systems) {
        EXPECT_EQ(find_code_system_by_uri(system.uri), &system);
        EXPECT_EQ(find_code_system_by_uri(system.oid), &system);
        EXPECT_EQ(find_code_system(system.name), &system);
        EXPECT_TRUE(system.fits(system.example)) << system.name;
    }
    EXPECT_EQ(find_code_system_by_uri("http://snomed.info"), nullptr);
}

TEST(ClinicalCode, SnomedCtHasVerhoeffsDigit) {
    for (const std::string code :
         {"279039007", "195967001", "22298006", "73211009", "900000000000207008", "1003774007"}) {
        EXPECT_TRUE(fits("SNOMED-CT", code)) << code;
        for (char digit = '0'; digit <= '9'; ++digit) {  // every other check digit is wrong
            std::string other = code;
            other.back() = digit;
            EXPECT_EQ(fits("SNOMED-CT", other), digit == code.back()) << other;
        }
        for (std::size_t i = 0; i + 1 < code.size(); ++i) {  // and so is every swap of neighbours
            std::string swapped = code;
            std::swap(swapped[i], swapped[i + 1]);
            EXPECT_EQ(fits("SNOMED-CT", swapped), swapped == code) << swapped;
        }
    }
    for (const std::string code : {"", "12345", "0279039007", "27903900a", "1234567890123456789"})
        EXPECT_FALSE(fits("SNOMED-CT", code)) << code;
}

TEST(ClinicalCode, LoincHasModTen) {
    for (const std::string code : {"34895-3", "8480-6", "8462-4", "67781-5", "69730-0", "52472-8", "718-7"}) {
        EXPECT_TRUE(fits("LOINC", code)) << code;
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string other = code;
            other.back() = digit;
            EXPECT_EQ(fits("LOINC", other), digit == code.back()) << other;
        }
    }
    for (const std::string code : {"", "-3", "348953", "34895-", "34895-33", "LA6568-5"})
        EXPECT_FALSE(fits("LOINC", code)) << code;
}

TEST(ClinicalCode, ShapesOfTheOthers) {
    for (const std::string code : {"M54.50", "J00", "S72.001A", "C7A", "T78.40XA"})
        EXPECT_TRUE(fits("ICD-10-CM", code)) << code;
    for (const std::string code : {"", "m54.50", "M5", "M54.", "M5450", "M54.12345"})
        EXPECT_FALSE(fits("ICD-10-CM", code)) << code;
    EXPECT_TRUE(fits("RxNorm", "5640"));
    EXPECT_FALSE(fits("RxNorm", "05640"));
}

}  // namespace
}  // namespace carepress::test
