# ruff: noqa
# fmt: off
"""rural-2023 as at 2023-09-15 in dense NumPy. Written by bench/programs/writing.py.

v: values by fact (int64 or bool, anything where unknown); k: whether each is known (bool).
"""

import numpy as np

UNMET, MET, UNKNOWN, NOT_APPLICABLE, ON_PACE, BEHIND = (np.uint8(code) for code in range(6))


def any_is(code, columns):
    found = columns[0] == code
    for column in columns[1:]:
        found |= column == code
    return found


def rate(v, k):
    count = len(next(iter(k.values())))
    # R001: secretary_vacant_days <= 30
    R001 = np.where(k["secretary_vacant_days"], (v["secretary_vacant_days"] <= 30), UNKNOWN)
    # R002: secretary_filed AND secretary_jointly_reviewed
    R002 = np.where(((k["secretary_filed"] & k["secretary_jointly_reviewed"]) | (k["secretary_filed"] & ~(v["secretary_filed"])) | (k["secretary_jointly_reviewed"] & ~(v["secretary_jointly_reviewed"]))), ((v["secretary_filed"]) & (v["secretary_jointly_reviewed"])), UNKNOWN)
    # R003: pledges_kept * 100 >= pledges_made * 90, where pledges_made > 0
    on_pace = k["pledges_kept"] & k["pledges_made"] & (v["pledges_kept"] * 100 >= v["pledges_made"] * 90 * 258 // 365)
    R003 = np.where(k["pledges_kept"] & k["pledges_made"], np.where((v["pledges_kept"] * 100 >= v["pledges_made"] * 90), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    R003 = np.where(k["pledges_made"], np.where((v["pledges_made"] > 0), R003, NOT_APPLICABLE), UNKNOWN)
    # R004: secretary_trainings >= 1
    on_pace = k["secretary_trainings"] & (v["secretary_trainings"] >= 1 * 258 // 365)
    R004 = np.where(k["secretary_trainings"], np.where((v["secretary_trainings"] >= 1), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R005: committee_vacancies = 0
    R005 = np.where(k["committee_vacancies"], (v["committee_vacancies"] == 0), UNKNOWN)
    # R006: joint_committee_meetings >= 12
    on_pace = k["joint_committee_meetings"] & (v["joint_committee_meetings"] >= 12 * 258 // 365)
    R006 = np.where(k["joint_committee_meetings"], np.where((v["joint_committee_meetings"] >= 12), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R007: weak_branch_listings = 0
    R007 = np.full(count, NOT_APPLICABLE)  # veto without a legal basis
    # R008: committee_members_punished = 0
    R008 = np.full(count, NOT_APPLICABLE)  # veto without a legal basis
    # R009: reserve_cadres >= 2
    R009 = np.where(k["reserve_cadres"], (v["reserve_cadres"] >= 2), UNKNOWN)
    # R010: members_admitted_in_3_years >= 1
    on_pace = k["members_admitted_in_3_years"] & (v["members_admitted_in_3_years"] >= 1 * 258 // 365)
    R010 = np.where(k["members_admitted_in_3_years"], np.where((v["members_admitted_in_3_years"] >= 1), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R011: dues_payers_on_time * 100 >= party_members * 100, where party_members > 0
    R011 = np.where(k["dues_payers_on_time"] & k["party_members"], (v["dues_payers_on_time"] * 100 >= v["party_members"] * 100), UNKNOWN)
    R011 = np.where(k["party_members"], np.where((v["party_members"] > 0), R011, NOT_APPLICABLE), UNKNOWN)
    # R012: floating_members_in_touch * 100 >= floating_members * 100, where floating_members > 0
    R012 = np.where(k["floating_members_in_touch"] & k["floating_members"], (v["floating_members_in_touch"] * 100 >= v["floating_members"] * 100), UNKNOWN)
    R012 = np.where(k["floating_members"], np.where((v["floating_members"] > 0), R012, NOT_APPLICABLE), UNKNOWN)
    # R013: contacted_households * 100 >= households * 80, where households > 0
    R013 = np.where(k["contacted_households"] & k["households"], (v["contacted_households"] * 100 >= v["households"] * 80), UNKNOWN)
    R013 = np.where(k["households"], np.where((v["households"] > 0), R013, NOT_APPLICABLE), UNKNOWN)
    # R014: members_meetings >= 4
    on_pace = k["members_meetings"] & (v["members_meetings"] >= 4 * 258 // 365)
    R014 = np.where(k["members_meetings"], np.where((v["members_meetings"] >= 4), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R015: branch_committee_meetings >= 12
    on_pace = k["branch_committee_meetings"] & (v["branch_committee_meetings"] >= 12 * 258 // 365)
    R015 = np.where(k["branch_committee_meetings"], np.where((v["branch_committee_meetings"] >= 12), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R016: party_group_meetings >= 12, where party_groups > 0
    on_pace = k["party_group_meetings"] & (v["party_group_meetings"] >= 12 * 258 // 365)
    R016 = np.where(k["party_group_meetings"], np.where((v["party_group_meetings"] >= 12), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    R016 = np.where(k["party_groups"], np.where((v["party_groups"] > 0), R016, NOT_APPLICABLE), UNKNOWN)
    # R017: party_days >= 12
    on_pace = k["party_days"] & (v["party_days"] >= 12 * 258 // 365)
    R017 = np.where(k["party_days"], np.where((v["party_days"] >= 12), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R018: life_meetings >= 1 AND member_appraisals >= 1
    on_pace = k["life_meetings"] & (v["life_meetings"] >= 1 * 258 // 365) & k["member_appraisals"] & (v["member_appraisals"] >= 1 * 258 // 365)
    R018 = np.where(((k["life_meetings"] & k["member_appraisals"]) | (k["life_meetings"] & ~((v["life_meetings"] >= 1))) | (k["member_appraisals"] & ~((v["member_appraisals"] >= 1)))), np.where((((v["life_meetings"] >= 1)) & ((v["member_appraisals"] >= 1))), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R019: major_matters_in_order * 100 >= major_matters * 100, where major_matters > 0
    R019 = np.where(k["major_matters_in_order"] & k["major_matters"], (v["major_matters_in_order"] * 100 >= v["major_matters"] * 100), UNKNOWN)
    R019 = np.where(k["major_matters"], np.where((v["major_matters"] > 0), R019, NOT_APPLICABLE), UNKNOWN)
    # R020: branch_survey_satisfied * 100 >= branch_survey_answers * 90
    R020 = np.where(k["branch_survey_satisfied"] & k["branch_survey_answers"], (v["branch_survey_satisfied"] * 100 >= v["branch_survey_answers"] * 90), UNKNOWN)
    # R021: illegal_land_plots = 0
    R021 = np.where(k["illegal_land_plots"], (v["illegal_land_plots"] == 0), UNKNOWN)
    # R022: grain_sown_area * 100 >= grain_task_area * 100, where grain_task_area > 0
    on_pace = k["grain_sown_area"] & k["grain_task_area"] & (v["grain_sown_area"] * 100 >= v["grain_task_area"] * 100 * 258 // 365)
    R022 = np.where(k["grain_sown_area"] & k["grain_task_area"], np.where((v["grain_sown_area"] * 100 >= v["grain_task_area"] * 100), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    R022 = np.where(k["grain_task_area"], np.where((v["grain_task_area"] > 0), R022, NOT_APPLICABLE), UNKNOWN)
    # R023: high_standard_farmland_tended, where has_high_standard_farmland
    R023 = np.where(k["high_standard_farmland_tended"], v["high_standard_farmland_tended"], UNKNOWN)
    R023 = np.where(k["has_high_standard_farmland"], np.where(v["has_high_standard_farmland"], R023, NOT_APPLICABLE), UNKNOWN)
    # R024: leading_industry_planned
    R024 = np.where(k["leading_industry_planned"], v["leading_industry_planned"], UNKNOWN)
    # R025: leading_industry_output * 100 >= village_output * 50, where village_output > 0
    R025 = np.where(k["leading_industry_output"] & k["village_output"], (v["leading_industry_output"] * 100 >= v["village_output"] * 50), UNKNOWN)
    R025 = np.where(k["village_output"], np.where((v["village_output"] > 0), R025, NOT_APPLICABLE), UNKNOWN)
    # R026: leading_industry_households * 100 >= households * 40, where households > 0
    R026 = np.where(k["leading_industry_households"] & k["households"], (v["leading_industry_households"] * 100 >= v["households"] * 40), UNKNOWN)
    R026 = np.where(k["households"], np.where((v["households"] > 0), R026, NOT_APPLICABLE), UNKNOWN)
    # R027: product_marks >= 1
    R027 = np.where(k["product_marks"], (v["product_marks"] >= 1), UNKNOWN)
    # R028: led_entities >= 1
    R028 = np.where(k["led_entities"], (v["led_entities"] >= 1), UNKNOWN)
    # R029: led_entity_keeps_accounts, where led_entities > 0
    R029 = np.where(k["led_entity_keeps_accounts"], v["led_entity_keeps_accounts"], UNKNOWN)
    R029 = np.where(k["led_entities"], np.where((v["led_entities"] > 0), R029, NOT_APPLICABLE), UNKNOWN)
    # R030: bound_households * 100 >= households * 30, where households > 0
    R030 = np.where(k["bound_households"] & k["households"], (v["bound_households"] * 100 >= v["households"] * 30), UNKNOWN)
    R030 = np.where(k["households"], np.where((v["households"] > 0), R030, NOT_APPLICABLE), UNKNOWN)
    # R031: leading_enterprise_contracts >= 1
    R031 = np.where(k["leading_enterprise_contracts"], (v["leading_enterprise_contracts"] >= 1), UNKNOWN)
    # R032: local_jobs >= 20
    R032 = np.where(k["local_jobs"], (v["local_jobs"] >= 20), UNKNOWN)
    # R033: previous.collective_income >= 5000000
    R033 = np.where(k["previous.collective_income"], (v["previous.collective_income"] >= 5000000), UNKNOWN)
    # R034: operating_income * 100 >= collective_income * 50, where collective_income > 0
    R034 = np.where(k["operating_income"] & k["collective_income"], (v["operating_income"] * 100 >= v["collective_income"] * 50), UNKNOWN)
    R034 = np.where(k["collective_income"], np.where((v["collective_income"] > 0), R034, NOT_APPLICABLE), UNKNOWN)
    # R035: collective_income >= previous.collective_income
    R035 = np.where(k["collective_income"] & k["previous.collective_income"], (v["collective_income"] >= v["previous.collective_income"]), UNKNOWN)
    # R036: collective_records_entered * 100 >= collective_records_due * 100, where collective_records_due > 0
    R036 = np.where(k["collective_records_entered"] & k["collective_records_due"], (v["collective_records_entered"] * 100 >= v["collective_records_due"] * 100), UNKNOWN)
    R036 = np.where(k["collective_records_due"], np.where((v["collective_records_due"] > 0), R036, NOT_APPLICABLE), UNKNOWN)
    # R037: finance_disclosures >= 4
    on_pace = k["finance_disclosures"] & (v["finance_disclosures"] >= 4 * 258 // 365)
    R037 = np.where(k["finance_disclosures"], np.where((v["finance_disclosures"] >= 4), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R038: village_plan_approved
    R038 = np.where(k["village_plan_approved"], v["village_plan_approved"], UNKNOWN)
    # R039: illegal_buildings = 0
    R039 = np.where(k["illegal_buildings"], (v["illegal_buildings"] == 0), UNKNOWN)
    # R040: unsafe_homes_lived_in = 0
    R040 = np.where(k["unsafe_homes_lived_in"], (v["unsafe_homes_lived_in"] == 0), UNKNOWN)
    # R041: cleaners * 1000 >= residents * 2, where residents > 0
    R041 = np.where(k["cleaners"] & k["residents"], (v["cleaners"] * 1000 >= v["residents"] * 2), UNKNOWN)
    R041 = np.where(k["residents"], np.where((v["residents"] > 0), R041, NOT_APPLICABLE), UNKNOWN)
    # R042: hamlets_with_waste_collection * 100 >= hamlets * 100, where hamlets > 0
    R042 = np.where(k["hamlets_with_waste_collection"] & k["hamlets"], (v["hamlets_with_waste_collection"] * 100 >= v["hamlets"] * 100), UNKNOWN)
    R042 = np.where(k["hamlets"], np.where((v["hamlets"] > 0), R042, NOT_APPLICABLE), UNKNOWN)
    # R043: litter_spots = 0
    R043 = np.where(k["litter_spots"], (v["litter_spots"] == 0), UNKNOWN)
    # R044: sewage_controlled
    R044 = np.where(k["sewage_controlled"], v["sewage_controlled"], UNKNOWN)
    # R045: black_smelly_waters = 0
    R045 = np.where(k["black_smelly_waters"], (v["black_smelly_waters"] == 0), UNKNOWN)
    # R046: ponds_restored * 100 >= ponds * 80, where ponds > 0
    R046 = np.where(k["ponds_restored"] & k["ponds"], (v["ponds_restored"] * 100 >= v["ponds"] * 80), UNKNOWN)
    R046 = np.where(k["ponds"], np.where((v["ponds"] > 0), R046, NOT_APPLICABLE), UNKNOWN)
    # R047: households_with_sanitary_toilet * 100 >= households * 90, where households > 0
    R047 = np.where(k["households_with_sanitary_toilet"] & k["households"], (v["households_with_sanitary_toilet"] * 100 >= v["households"] * 90), UNKNOWN)
    R047 = np.where(k["households"], np.where((v["households"] > 0), R047, NOT_APPLICABLE), UNKNOWN)
    # R048: problem_toilets_mended * 100 >= problem_toilets * 100, where problem_toilets > 0
    R048 = np.where(k["problem_toilets_mended"] & k["problem_toilets"], (v["problem_toilets_mended"] * 100 >= v["problem_toilets"] * 100), UNKNOWN)
    R048 = np.where(k["problem_toilets"], np.where((v["problem_toilets"] > 0), R048, NOT_APPLICABLE), UNKNOWN)
    # R049: public_toilets_kept, where public_toilets > 0
    R049 = np.where(k["public_toilets_kept"], v["public_toilets_kept"], UNKNOWN)
    R049 = np.where(k["public_toilets"], np.where((v["public_toilets"] > 0), R049, NOT_APPLICABLE), UNKNOWN)
    # R050: yards_tidy * 100 >= yards_checked * 90
    R050 = np.where(k["yards_tidy"] & k["yards_checked"], (v["yards_tidy"] * 100 >= v["yards_checked"] * 90), UNKNOWN)
    # R051: green_area * 100 >= village_area * 30, where village_area > 0
    R051 = np.where(k["green_area"] & k["village_area"], (v["green_area"] * 100 >= v["village_area"] * 30), UNKNOWN)
    R051 = np.where(k["village_area"], np.where((v["village_area"] > 0), R051, NOT_APPLICABLE), UNKNOWN)
    # R052: straw_fires = 0
    R052 = np.where(k["straw_fires"], (v["straw_fires"] == 0), UNKNOWN)
    # R053: hamlets_with_paved_road * 100 >= hamlets * 100, where hamlets > 0
    R053 = np.where(k["hamlets_with_paved_road"] & k["hamlets"], (v["hamlets_with_paved_road"] * 100 >= v["hamlets"] * 100), UNKNOWN)
    R053 = np.where(k["hamlets"], np.where((v["hamlets"] > 0), R053, NOT_APPLICABLE), UNKNOWN)
    # R054: households_with_tap_water * 100 >= households * 95, where households > 0
    R054 = np.where(k["households_with_tap_water"] & k["households"], (v["households_with_tap_water"] * 100 >= v["households"] * 95), UNKNOWN)
    R054 = np.where(k["households"], np.where((v["households"] > 0), R054, NOT_APPLICABLE), UNKNOWN)
    # R055: environment_survey_satisfied * 100 >= environment_survey_answers * 90
    R055 = np.where(k["environment_survey_satisfied"] & k["environment_survey_answers"], (v["environment_survey_satisfied"] * 100 >= v["environment_survey_answers"] * 90), UNKNOWN)
    # R056: named_safe
    R056 = np.where(k["named_safe"], v["named_safe"], UNKNOWN)
    # R057: grids_with_worker * 100 >= grids * 100, where grids > 0
    R057 = np.where(k["grids_with_worker"] & k["grids"], (v["grids_with_worker"] * 100 >= v["grids"] * 100), UNKNOWN)
    R057 = np.where(k["grids"], np.where((v["grids"] > 0), R057, NOT_APPLICABLE), UNKNOWN)
    # R058: peace_station_staffed
    R058 = np.where(k["peace_station_staffed"], v["peace_station_staffed"], UNKNOWN)
    # R059: disputes_settled * 100 >= disputes_accepted * 95, where disputes_accepted > 0
    R059 = np.where(k["disputes_settled"] & k["disputes_accepted"], (v["disputes_settled"] * 100 >= v["disputes_accepted"] * 95), UNKNOWN)
    R059 = np.where(k["disputes_accepted"], np.where((v["disputes_accepted"] > 0), R059, NOT_APPLICABLE), UNKNOWN)
    # R060: requests_agreed_solved * 100 >= requests_called_back * 90, where requests_called_back >= 5
    R060 = np.where(k["requests_agreed_solved"] & k["requests_called_back"], (v["requests_agreed_solved"] * 100 >= v["requests_called_back"] * 90), UNKNOWN)
    R060 = np.where(k["requests_called_back"], np.where((v["requests_called_back"] >= 5), R060, NOT_APPLICABLE), UNKNOWN)
    # R061: petitions_closed_on_time * 100 >= petitions_due * 100, where petitions_due > 0
    R061 = np.where(k["petitions_closed_on_time"] & k["petitions_due"], (v["petitions_closed_on_time"] * 100 >= v["petitions_due"] * 100), UNKNOWN)
    R061 = np.where(k["petitions_due"], np.where((v["petitions_due"] > 0), R061, NOT_APPLICABLE), UNKNOWN)
    # R062: serious_cases = 0
    R062 = np.where(k["serious_cases"], (v["serious_cases"] == 0), UNKNOWN)
    # R063: gravest_cases = 0
    R063 = np.full(count, NOT_APPLICABLE)  # veto without a legal basis
    # R064: public_lights_working * 100 >= public_lights * 95, where public_lights > 0
    R064 = np.where(k["public_lights_working"] & k["public_lights"], (v["public_lights_working"] * 100 >= v["public_lights"] * 95), UNKNOWN)
    R064 = np.where(k["public_lights"], np.where((v["public_lights"] > 0), R064, NOT_APPLICABLE), UNKNOWN)
    # R065: fraud_cases - previous.fraud_cases <= 0
    R065 = np.where(k["fraud_cases"] & k["previous.fraud_cases"], (v["fraud_cases"] - v["previous.fraud_cases"] <= 0), UNKNOWN)
    # R066: casualty_accidents = 0
    R066 = np.where(k["casualty_accidents"], (v["casualty_accidents"] == 0), UNKNOWN)
    # R067: hazards_removed_on_time * 100 >= hazards_due * 100, where hazards_due > 0
    R067 = np.where(k["hazards_removed_on_time"] & k["hazards_due"], (v["hazards_removed_on_time"] * 100 >= v["hazards_due"] * 100), UNKNOWN)
    R067 = np.where(k["hazards_due"], np.where((v["hazards_due"] > 0), R067, NOT_APPLICABLE), UNKNOWN)
    # R068: key_place_lists_current
    R068 = np.where(k["key_place_lists_current"], v["key_place_lists_current"], UNKNOWN)
    # R069: legal_adviser_visits >= 4
    on_pace = k["legal_adviser_visits"] & (v["legal_adviser_visits"] >= 4 * 258 // 365)
    R069 = np.where(k["legal_adviser_visits"], np.where((v["legal_adviser_visits"] >= 4), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R070: legal_guides >= 3
    R070 = np.where(k["legal_guides"], (v["legal_guides"] >= 3), UNKNOWN)
    # R071: affairs_disclosures >= 4
    on_pace = k["affairs_disclosures"] & (v["affairs_disclosures"] >= 4 * 258 // 365)
    R071 = np.where(k["affairs_disclosures"], np.where((v["affairs_disclosures"] >= 4), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R072: supervisors_in_post BETWEEN 3 AND 5
    R072 = np.where(k["supervisors_in_post"], ((v["supervisors_in_post"] >= 3) & (v["supervisors_in_post"] <= 5)), UNKNOWN)
    # R073: practice_station_open
    R073 = np.where(k["practice_station_open"], v["practice_station_open"], UNKNOWN)
    # R074: village_rules_filed
    R074 = np.where(k["village_rules_filed"], v["village_rules_filed"], UNKNOWN)
    # R075: civilised_village
    R075 = np.where(k["civilised_village"], v["civilised_village"], UNKNOWN)
    # R076: ceremonies_council_open
    R076 = np.where(k["ceremonies_council_open"], v["ceremonies_council_open"], UNKNOWN)
    # R077: lavish_ceremonies = 0
    R077 = np.where(k["lavish_ceremonies"], (v["lavish_ceremonies"] == 0), UNKNOWN)
    # R078: member_ceremonies_declared * 100 >= member_ceremonies * 100, where member_ceremonies > 0
    R078 = np.where(k["member_ceremonies_declared"] & k["member_ceremonies"], (v["member_ceremonies_declared"] * 100 >= v["member_ceremonies"] * 100), UNKNOWN)
    R078 = np.where(k["member_ceremonies"], np.where((v["member_ceremonies"] > 0), R078, NOT_APPLICABLE), UNKNOWN)
    # R079: starred_household_rounds >= 1
    on_pace = k["starred_household_rounds"] & (v["starred_household_rounds"] >= 1 * 258 // 365)
    R079 = np.where(k["starred_household_rounds"], np.where((v["starred_household_rounds"] >= 1), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R080: honour_roll_issues >= 1
    on_pace = k["honour_roll_issues"] & (v["honour_roll_issues"] >= 1 * 258 // 365)
    R080 = np.where(k["honour_roll_issues"], np.where((v["honour_roll_issues"] >= 1), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R081: rules_survey_aware * 100 >= rules_survey_answers * 80
    R081 = np.where(k["rules_survey_aware"] & k["rules_survey_answers"], (v["rules_survey_aware"] * 100 >= v["rules_survey_answers"] * 80), UNKNOWN)
    # R082: dropouts = 0
    R082 = np.where(k["dropouts"], (v["dropouts"] == 0), UNKNOWN)
    # R083: culture_centre_open
    R083 = np.where(k["culture_centre_open"], v["culture_centre_open"], UNKNOWN)
    # R084: left_behind_children_visited * 100 >= left_behind_children * 100, where left_behind_children > 0
    R084 = np.where(k["left_behind_children_visited"] & k["left_behind_children"], (v["left_behind_children_visited"] * 100 >= v["left_behind_children"] * 100), UNKNOWN)
    R084 = np.where(k["left_behind_children"], np.where((v["left_behind_children"] > 0), R084, NOT_APPLICABLE), UNKNOWN)
    # R085: clinic_qualified
    R085 = np.where(k["clinic_qualified"], v["clinic_qualified"], UNKNOWN)
    # R086: insurance_covered * 100 >= insurance_due * 95, where insurance_due > 0
    R086 = np.where(k["insurance_covered"] & k["insurance_due"], (v["insurance_covered"] * 100 >= v["insurance_due"] * 95), UNKNOWN)
    R086 = np.where(k["insurance_due"], np.where((v["insurance_due"] > 0), R086, NOT_APPLICABLE), UNKNOWN)
    # R087: priority_patients_signed * 100 >= priority_patients * 70, where priority_patients > 0
    R087 = np.where(k["priority_patients_signed"] & k["priority_patients"], (v["priority_patients_signed"] * 100 >= v["priority_patients"] * 70), UNKNOWN)
    R087 = np.where(k["priority_patients"], np.where((v["priority_patients"] > 0), R087, NOT_APPLICABLE), UNKNOWN)
    # R088: elder_facilities_running >= 1
    R088 = np.where(k["elder_facilities_running"], (v["elder_facilities_running"] >= 1), UNKNOWN)
    # R089: watched_households_helped * 100 >= watched_households * 100, where watched_households > 0
    R089 = np.where(k["watched_households_helped"] & k["watched_households"], (v["watched_households_helped"] * 100 >= v["watched_households"] * 100), UNKNOWN)
    R089 = np.where(k["watched_households"], np.where((v["watched_households"] > 0), R089, NOT_APPLICABLE), UNKNOWN)
    # R090: service_survey_satisfied * 100 >= service_survey_answers * 90
    R090 = np.where(k["service_survey_satisfied"] & k["service_survey_answers"], (v["service_survey_satisfied"] * 100 >= v["service_survey_answers"] * 90), UNKNOWN)

    party = [R001, R002, R003, R004, R005, R006, R007, R008, R009, R010, R011, R012, R013, R014, R015, R016, R017, R018, R019, R020]
    star_party = np.where(any_is(UNMET, party), UNMET, np.where(any_is(UNKNOWN, party), UNKNOWN, np.where(any_is(BEHIND, party), BEHIND, MET)))

    industry = [R021, R022, R023, R024, R025, R026, R027, R028, R029, R030, R031, R032, R033, R034, R035, R036, R037]
    star_industry = np.where(any_is(UNMET, industry), UNMET, np.where(any_is(UNKNOWN, industry), UNKNOWN, np.where(any_is(BEHIND, industry), BEHIND, MET)))

    ecology = [R038, R039, R040, R041, R042, R043, R044, R045, R046, R047, R048, R049, R050, R051, R052, R053, R054, R055]
    star_ecology = np.where(any_is(UNMET, ecology), UNMET, np.where(any_is(UNKNOWN, ecology), UNKNOWN, np.where(any_is(BEHIND, ecology), BEHIND, MET)))

    peace = [R056, R057, R058, R059, R060, R061, R062, R063, R064, R065, R066, R067, R068, R069, R070, R071, R072]
    star_peace = np.where(any_is(UNMET, peace), UNMET, np.where(any_is(UNKNOWN, peace), UNKNOWN, np.where(any_is(BEHIND, peace), BEHIND, MET)))

    civility = [R073, R074, R075, R076, R077, R078, R079, R080, R081, R082, R083, R084, R085, R086, R087, R088, R089, R090]
    star_civility = np.where(any_is(UNMET, civility), UNMET, np.where(any_is(UNKNOWN, civility), UNKNOWN, np.where(any_is(BEHIND, civility), BEHIND, MET)))
    level = (star_party == MET).astype(np.uint8) + (star_industry == MET).astype(np.uint8) + (star_ecology == MET).astype(np.uint8) + (star_peace == MET).astype(np.uint8) + (star_civility == MET).astype(np.uint8)
    at_most = (star_party != UNMET).astype(np.uint8) + (star_industry != UNMET).astype(np.uint8) + (star_ecology != UNMET).astype(np.uint8) + (star_peace != UNMET).astype(np.uint8) + (star_civility != UNMET).astype(np.uint8)
    return [level, at_most, star_party, star_industry, star_ecology, star_peace, star_civility, R001, R002, R003, R004, R005, R006, R007, R008, R009, R010, R011, R012, R013, R014, R015, R016, R017, R018, R019, R020, R021, R022, R023, R024, R025, R026, R027, R028, R029, R030, R031, R032, R033, R034, R035, R036, R037, R038, R039, R040, R041, R042, R043, R044, R045, R046, R047, R048, R049, R050, R051, R052, R053, R054, R055, R056, R057, R058, R059, R060, R061, R062, R063, R064, R065, R066, R067, R068, R069, R070, R071, R072, R073, R074, R075, R076, R077, R078, R079, R080, R081, R082, R083, R084, R085, R086, R087, R088, R089, R090]
