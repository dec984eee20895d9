# ruff: noqa
# fmt: off
"""rural-2023 as at 2023-09-15 in pandas. Written by bench/programs/writing.py.

facts: one row per branch, one float64 column per fact (truth as 0 and 1), NaN where unknown.
"""

import numpy as np

UNMET, MET, UNKNOWN, NOT_APPLICABLE, ON_PACE, BEHIND = (np.uint8(code) for code in range(6))


def any_is(code, columns):
    found = columns[0] == code
    for column in columns[1:]:
        found |= column == code
    return found


def rate(facts):
    count = len(facts)
    # R001: secretary_vacant_days <= 30
    R001 = np.where(facts["secretary_vacant_days"].notna(), (facts["secretary_vacant_days"] <= 30), UNKNOWN)
    # R002: secretary_filed AND secretary_jointly_reviewed
    R002 = np.where(((facts["secretary_filed"].notna() & facts["secretary_jointly_reviewed"].notna()) | (facts["secretary_filed"].notna() & ~((facts["secretary_filed"] == 1))) | (facts["secretary_jointly_reviewed"].notna() & ~((facts["secretary_jointly_reviewed"] == 1)))), (((facts["secretary_filed"] == 1)) & ((facts["secretary_jointly_reviewed"] == 1))), UNKNOWN)
    # R003: pledges_kept * 100 >= pledges_made * 90, where pledges_made > 0
    on_pace = facts["pledges_kept"].notna() & facts["pledges_made"].notna() & (facts["pledges_kept"] * 100 >= facts["pledges_made"] * 90 * 258 // 365)
    R003 = np.where(facts["pledges_kept"].notna() & facts["pledges_made"].notna(), np.where((facts["pledges_kept"] * 100 >= facts["pledges_made"] * 90), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    R003 = np.where(facts["pledges_made"].notna(), np.where((facts["pledges_made"] > 0), R003, NOT_APPLICABLE), UNKNOWN)
    # R004: secretary_trainings >= 1
    on_pace = facts["secretary_trainings"].notna() & (facts["secretary_trainings"] >= 1 * 258 // 365)
    R004 = np.where(facts["secretary_trainings"].notna(), np.where((facts["secretary_trainings"] >= 1), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R005: committee_vacancies = 0
    R005 = np.where(facts["committee_vacancies"].notna(), (facts["committee_vacancies"] == 0), UNKNOWN)
    # R006: joint_committee_meetings >= 12
    on_pace = facts["joint_committee_meetings"].notna() & (facts["joint_committee_meetings"] >= 12 * 258 // 365)
    R006 = np.where(facts["joint_committee_meetings"].notna(), np.where((facts["joint_committee_meetings"] >= 12), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R007: weak_branch_listings = 0
    R007 = np.full(count, NOT_APPLICABLE)  # veto without a legal basis
    # R008: committee_members_punished = 0
    R008 = np.full(count, NOT_APPLICABLE)  # veto without a legal basis
    # R009: reserve_cadres >= 2
    R009 = np.where(facts["reserve_cadres"].notna(), (facts["reserve_cadres"] >= 2), UNKNOWN)
    # R010: members_admitted_in_3_years >= 1
    on_pace = facts["members_admitted_in_3_years"].notna() & (facts["members_admitted_in_3_years"] >= 1 * 258 // 365)
    R010 = np.where(facts["members_admitted_in_3_years"].notna(), np.where((facts["members_admitted_in_3_years"] >= 1), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R011: dues_payers_on_time * 100 >= party_members * 100, where party_members > 0
    R011 = np.where(facts["dues_payers_on_time"].notna() & facts["party_members"].notna(), (facts["dues_payers_on_time"] * 100 >= facts["party_members"] * 100), UNKNOWN)
    R011 = np.where(facts["party_members"].notna(), np.where((facts["party_members"] > 0), R011, NOT_APPLICABLE), UNKNOWN)
    # R012: floating_members_in_touch * 100 >= floating_members * 100, where floating_members > 0
    R012 = np.where(facts["floating_members_in_touch"].notna() & facts["floating_members"].notna(), (facts["floating_members_in_touch"] * 100 >= facts["floating_members"] * 100), UNKNOWN)
    R012 = np.where(facts["floating_members"].notna(), np.where((facts["floating_members"] > 0), R012, NOT_APPLICABLE), UNKNOWN)
    # R013: contacted_households * 100 >= households * 80, where households > 0
    R013 = np.where(facts["contacted_households"].notna() & facts["households"].notna(), (facts["contacted_households"] * 100 >= facts["households"] * 80), UNKNOWN)
    R013 = np.where(facts["households"].notna(), np.where((facts["households"] > 0), R013, NOT_APPLICABLE), UNKNOWN)
    # R014: members_meetings >= 4
    on_pace = facts["members_meetings"].notna() & (facts["members_meetings"] >= 4 * 258 // 365)
    R014 = np.where(facts["members_meetings"].notna(), np.where((facts["members_meetings"] >= 4), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R015: branch_committee_meetings >= 12
    on_pace = facts["branch_committee_meetings"].notna() & (facts["branch_committee_meetings"] >= 12 * 258 // 365)
    R015 = np.where(facts["branch_committee_meetings"].notna(), np.where((facts["branch_committee_meetings"] >= 12), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R016: party_group_meetings >= 12, where party_groups > 0
    on_pace = facts["party_group_meetings"].notna() & (facts["party_group_meetings"] >= 12 * 258 // 365)
    R016 = np.where(facts["party_group_meetings"].notna(), np.where((facts["party_group_meetings"] >= 12), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    R016 = np.where(facts["party_groups"].notna(), np.where((facts["party_groups"] > 0), R016, NOT_APPLICABLE), UNKNOWN)
    # R017: party_days >= 12
    on_pace = facts["party_days"].notna() & (facts["party_days"] >= 12 * 258 // 365)
    R017 = np.where(facts["party_days"].notna(), np.where((facts["party_days"] >= 12), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R018: life_meetings >= 1 AND member_appraisals >= 1
    on_pace = facts["life_meetings"].notna() & (facts["life_meetings"] >= 1 * 258 // 365) & facts["member_appraisals"].notna() & (facts["member_appraisals"] >= 1 * 258 // 365)
    R018 = np.where(((facts["life_meetings"].notna() & facts["member_appraisals"].notna()) | (facts["life_meetings"].notna() & ~((facts["life_meetings"] >= 1))) | (facts["member_appraisals"].notna() & ~((facts["member_appraisals"] >= 1)))), np.where((((facts["life_meetings"] >= 1)) & ((facts["member_appraisals"] >= 1))), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R019: major_matters_in_order * 100 >= major_matters * 100, where major_matters > 0
    R019 = np.where(facts["major_matters_in_order"].notna() & facts["major_matters"].notna(), (facts["major_matters_in_order"] * 100 >= facts["major_matters"] * 100), UNKNOWN)
    R019 = np.where(facts["major_matters"].notna(), np.where((facts["major_matters"] > 0), R019, NOT_APPLICABLE), UNKNOWN)
    # R020: branch_survey_satisfied * 100 >= branch_survey_answers * 90
    R020 = np.where(facts["branch_survey_satisfied"].notna() & facts["branch_survey_answers"].notna(), (facts["branch_survey_satisfied"] * 100 >= facts["branch_survey_answers"] * 90), UNKNOWN)
    # R021: illegal_land_plots = 0
    R021 = np.where(facts["illegal_land_plots"].notna(), (facts["illegal_land_plots"] == 0), UNKNOWN)
    # R022: grain_sown_area * 100 >= grain_task_area * 100, where grain_task_area > 0
    on_pace = facts["grain_sown_area"].notna() & facts["grain_task_area"].notna() & (facts["grain_sown_area"] * 100 >= facts["grain_task_area"] * 100 * 258 // 365)
    R022 = np.where(facts["grain_sown_area"].notna() & facts["grain_task_area"].notna(), np.where((facts["grain_sown_area"] * 100 >= facts["grain_task_area"] * 100), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    R022 = np.where(facts["grain_task_area"].notna(), np.where((facts["grain_task_area"] > 0), R022, NOT_APPLICABLE), UNKNOWN)
    # R023: high_standard_farmland_tended, where has_high_standard_farmland
    R023 = np.where(facts["high_standard_farmland_tended"].notna(), (facts["high_standard_farmland_tended"] == 1), UNKNOWN)
    R023 = np.where(facts["has_high_standard_farmland"].notna(), np.where((facts["has_high_standard_farmland"] == 1), R023, NOT_APPLICABLE), UNKNOWN)
    # R024: leading_industry_planned
    R024 = np.where(facts["leading_industry_planned"].notna(), (facts["leading_industry_planned"] == 1), UNKNOWN)
    # R025: leading_industry_output * 100 >= village_output * 50, where village_output > 0
    R025 = np.where(facts["leading_industry_output"].notna() & facts["village_output"].notna(), (facts["leading_industry_output"] * 100 >= facts["village_output"] * 50), UNKNOWN)
    R025 = np.where(facts["village_output"].notna(), np.where((facts["village_output"] > 0), R025, NOT_APPLICABLE), UNKNOWN)
    # R026: leading_industry_households * 100 >= households * 40, where households > 0
    R026 = np.where(facts["leading_industry_households"].notna() & facts["households"].notna(), (facts["leading_industry_households"] * 100 >= facts["households"] * 40), UNKNOWN)
    R026 = np.where(facts["households"].notna(), np.where((facts["households"] > 0), R026, NOT_APPLICABLE), UNKNOWN)
    # R027: product_marks >= 1
    R027 = np.where(facts["product_marks"].notna(), (facts["product_marks"] >= 1), UNKNOWN)
    # R028: led_entities >= 1
    R028 = np.where(facts["led_entities"].notna(), (facts["led_entities"] >= 1), UNKNOWN)
    # R029: led_entity_keeps_accounts, where led_entities > 0
    R029 = np.where(facts["led_entity_keeps_accounts"].notna(), (facts["led_entity_keeps_accounts"] == 1), UNKNOWN)
    R029 = np.where(facts["led_entities"].notna(), np.where((facts["led_entities"] > 0), R029, NOT_APPLICABLE), UNKNOWN)
    # R030: bound_households * 100 >= households * 30, where households > 0
    R030 = np.where(facts["bound_households"].notna() & facts["households"].notna(), (facts["bound_households"] * 100 >= facts["households"] * 30), UNKNOWN)
    R030 = np.where(facts["households"].notna(), np.where((facts["households"] > 0), R030, NOT_APPLICABLE), UNKNOWN)
    # R031: leading_enterprise_contracts >= 1
    R031 = np.where(facts["leading_enterprise_contracts"].notna(), (facts["leading_enterprise_contracts"] >= 1), UNKNOWN)
    # R032: local_jobs >= 20
    R032 = np.where(facts["local_jobs"].notna(), (facts["local_jobs"] >= 20), UNKNOWN)
    # R033: previous.collective_income >= 5000000
    R033 = np.where(facts["previous.collective_income"].notna(), (facts["previous.collective_income"] >= 5000000), UNKNOWN)
    # R034: operating_income * 100 >= collective_income * 50, where collective_income > 0
    R034 = np.where(facts["operating_income"].notna() & facts["collective_income"].notna(), (facts["operating_income"] * 100 >= facts["collective_income"] * 50), UNKNOWN)
    R034 = np.where(facts["collective_income"].notna(), np.where((facts["collective_income"] > 0), R034, NOT_APPLICABLE), UNKNOWN)
    # R035: collective_income >= previous.collective_income
    R035 = np.where(facts["collective_income"].notna() & facts["previous.collective_income"].notna(), (facts["collective_income"] >= facts["previous.collective_income"]), UNKNOWN)
    # R036: collective_records_entered * 100 >= collective_records_due * 100, where collective_records_due > 0
    R036 = np.where(facts["collective_records_entered"].notna() & facts["collective_records_due"].notna(), (facts["collective_records_entered"] * 100 >= facts["collective_records_due"] * 100), UNKNOWN)
    R036 = np.where(facts["collective_records_due"].notna(), np.where((facts["collective_records_due"] > 0), R036, NOT_APPLICABLE), UNKNOWN)
    # R037: finance_disclosures >= 4
    on_pace = facts["finance_disclosures"].notna() & (facts["finance_disclosures"] >= 4 * 258 // 365)
    R037 = np.where(facts["finance_disclosures"].notna(), np.where((facts["finance_disclosures"] >= 4), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R038: village_plan_approved
    R038 = np.where(facts["village_plan_approved"].notna(), (facts["village_plan_approved"] == 1), UNKNOWN)
    # R039: illegal_buildings = 0
    R039 = np.where(facts["illegal_buildings"].notna(), (facts["illegal_buildings"] == 0), UNKNOWN)
    # R040: unsafe_homes_lived_in = 0
    R040 = np.where(facts["unsafe_homes_lived_in"].notna(), (facts["unsafe_homes_lived_in"] == 0), UNKNOWN)
    # R041: cleaners * 1000 >= residents * 2, where residents > 0
    R041 = np.where(facts["cleaners"].notna() & facts["residents"].notna(), (facts["cleaners"] * 1000 >= facts["residents"] * 2), UNKNOWN)
    R041 = np.where(facts["residents"].notna(), np.where((facts["residents"] > 0), R041, NOT_APPLICABLE), UNKNOWN)
    # R042: hamlets_with_waste_collection * 100 >= hamlets * 100, where hamlets > 0
    R042 = np.where(facts["hamlets_with_waste_collection"].notna() & facts["hamlets"].notna(), (facts["hamlets_with_waste_collection"] * 100 >= facts["hamlets"] * 100), UNKNOWN)
    R042 = np.where(facts["hamlets"].notna(), np.where((facts["hamlets"] > 0), R042, NOT_APPLICABLE), UNKNOWN)
    # R043: litter_spots = 0
    R043 = np.where(facts["litter_spots"].notna(), (facts["litter_spots"] == 0), UNKNOWN)
    # R044: sewage_controlled
    R044 = np.where(facts["sewage_controlled"].notna(), (facts["sewage_controlled"] == 1), UNKNOWN)
    # R045: black_smelly_waters = 0
    R045 = np.where(facts["black_smelly_waters"].notna(), (facts["black_smelly_waters"] == 0), UNKNOWN)
    # R046: ponds_restored * 100 >= ponds * 80, where ponds > 0
    R046 = np.where(facts["ponds_restored"].notna() & facts["ponds"].notna(), (facts["ponds_restored"] * 100 >= facts["ponds"] * 80), UNKNOWN)
    R046 = np.where(facts["ponds"].notna(), np.where((facts["ponds"] > 0), R046, NOT_APPLICABLE), UNKNOWN)
    # R047: households_with_sanitary_toilet * 100 >= households * 90, where households > 0
    R047 = np.where(facts["households_with_sanitary_toilet"].notna() & facts["households"].notna(), (facts["households_with_sanitary_toilet"] * 100 >= facts["households"] * 90), UNKNOWN)
    R047 = np.where(facts["households"].notna(), np.where((facts["households"] > 0), R047, NOT_APPLICABLE), UNKNOWN)
    # R048: problem_toilets_mended * 100 >= problem_toilets * 100, where problem_toilets > 0
    R048 = np.where(facts["problem_toilets_mended"].notna() & facts["problem_toilets"].notna(), (facts["problem_toilets_mended"] * 100 >= facts["problem_toilets"] * 100), UNKNOWN)
    R048 = np.where(facts["problem_toilets"].notna(), np.where((facts["problem_toilets"] > 0), R048, NOT_APPLICABLE), UNKNOWN)
    # R049: public_toilets_kept, where public_toilets > 0
    R049 = np.where(facts["public_toilets_kept"].notna(), (facts["public_toilets_kept"] == 1), UNKNOWN)
    R049 = np.where(facts["public_toilets"].notna(), np.where((facts["public_toilets"] > 0), R049, NOT_APPLICABLE), UNKNOWN)
    # R050: yards_tidy * 100 >= yards_checked * 90
    R050 = np.where(facts["yards_tidy"].notna() & facts["yards_checked"].notna(), (facts["yards_tidy"] * 100 >= facts["yards_checked"] * 90), UNKNOWN)
    # R051: green_area * 100 >= village_area * 30, where village_area > 0
    R051 = np.where(facts["green_area"].notna() & facts["village_area"].notna(), (facts["green_area"] * 100 >= facts["village_area"] * 30), UNKNOWN)
    R051 = np.where(facts["village_area"].notna(), np.where((facts["village_area"] > 0), R051, NOT_APPLICABLE), UNKNOWN)
    # R052: straw_fires = 0
    R052 = np.where(facts["straw_fires"].notna(), (facts["straw_fires"] == 0), UNKNOWN)
    # R053: hamlets_with_paved_road * 100 >= hamlets * 100, where hamlets > 0
    R053 = np.where(facts["hamlets_with_paved_road"].notna() & facts["hamlets"].notna(), (facts["hamlets_with_paved_road"] * 100 >= facts["hamlets"] * 100), UNKNOWN)
    R053 = np.where(facts["hamlets"].notna(), np.where((facts["hamlets"] > 0), R053, NOT_APPLICABLE), UNKNOWN)
    # R054: households_with_tap_water * 100 >= households * 95, where households > 0
    R054 = np.where(facts["households_with_tap_water"].notna() & facts["households"].notna(), (facts["households_with_tap_water"] * 100 >= facts["households"] * 95), UNKNOWN)
    R054 = np.where(facts["households"].notna(), np.where((facts["households"] > 0), R054, NOT_APPLICABLE), UNKNOWN)
    # R055: environment_survey_satisfied * 100 >= environment_survey_answers * 90
    R055 = np.where(facts["environment_survey_satisfied"].notna() & facts["environment_survey_answers"].notna(), (facts["environment_survey_satisfied"] * 100 >= facts["environment_survey_answers"] * 90), UNKNOWN)
    # R056: named_safe
    R056 = np.where(facts["named_safe"].notna(), (facts["named_safe"] == 1), UNKNOWN)
    # R057: grids_with_worker * 100 >= grids * 100, where grids > 0
    R057 = np.where(facts["grids_with_worker"].notna() & facts["grids"].notna(), (facts["grids_with_worker"] * 100 >= facts["grids"] * 100), UNKNOWN)
    R057 = np.where(facts["grids"].notna(), np.where((facts["grids"] > 0), R057, NOT_APPLICABLE), UNKNOWN)
    # R058: peace_station_staffed
    R058 = np.where(facts["peace_station_staffed"].notna(), (facts["peace_station_staffed"] == 1), UNKNOWN)
    # R059: disputes_settled * 100 >= disputes_accepted * 95, where disputes_accepted > 0
    R059 = np.where(facts["disputes_settled"].notna() & facts["disputes_accepted"].notna(), (facts["disputes_settled"] * 100 >= facts["disputes_accepted"] * 95), UNKNOWN)
    R059 = np.where(facts["disputes_accepted"].notna(), np.where((facts["disputes_accepted"] > 0), R059, NOT_APPLICABLE), UNKNOWN)
    # R060: requests_agreed_solved * 100 >= requests_called_back * 90, where requests_called_back >= 5
    R060 = np.where(facts["requests_agreed_solved"].notna() & facts["requests_called_back"].notna(), (facts["requests_agreed_solved"] * 100 >= facts["requests_called_back"] * 90), UNKNOWN)
    R060 = np.where(facts["requests_called_back"].notna(), np.where((facts["requests_called_back"] >= 5), R060, NOT_APPLICABLE), UNKNOWN)
    # R061: petitions_closed_on_time * 100 >= petitions_due * 100, where petitions_due > 0
    R061 = np.where(facts["petitions_closed_on_time"].notna() & facts["petitions_due"].notna(), (facts["petitions_closed_on_time"] * 100 >= facts["petitions_due"] * 100), UNKNOWN)
    R061 = np.where(facts["petitions_due"].notna(), np.where((facts["petitions_due"] > 0), R061, NOT_APPLICABLE), UNKNOWN)
    # R062: serious_cases = 0
    R062 = np.where(facts["serious_cases"].notna(), (facts["serious_cases"] == 0), UNKNOWN)
    # R063: gravest_cases = 0
    R063 = np.full(count, NOT_APPLICABLE)  # veto without a legal basis
    # R064: public_lights_working * 100 >= public_lights * 95, where public_lights > 0
    R064 = np.where(facts["public_lights_working"].notna() & facts["public_lights"].notna(), (facts["public_lights_working"] * 100 >= facts["public_lights"] * 95), UNKNOWN)
    R064 = np.where(facts["public_lights"].notna(), np.where((facts["public_lights"] > 0), R064, NOT_APPLICABLE), UNKNOWN)
    # R065: fraud_cases - previous.fraud_cases <= 0
    R065 = np.where(facts["fraud_cases"].notna() & facts["previous.fraud_cases"].notna(), (facts["fraud_cases"] - facts["previous.fraud_cases"] <= 0), UNKNOWN)
    # R066: casualty_accidents = 0
    R066 = np.where(facts["casualty_accidents"].notna(), (facts["casualty_accidents"] == 0), UNKNOWN)
    # R067: hazards_removed_on_time * 100 >= hazards_due * 100, where hazards_due > 0
    R067 = np.where(facts["hazards_removed_on_time"].notna() & facts["hazards_due"].notna(), (facts["hazards_removed_on_time"] * 100 >= facts["hazards_due"] * 100), UNKNOWN)
    R067 = np.where(facts["hazards_due"].notna(), np.where((facts["hazards_due"] > 0), R067, NOT_APPLICABLE), UNKNOWN)
    # R068: key_place_lists_current
    R068 = np.where(facts["key_place_lists_current"].notna(), (facts["key_place_lists_current"] == 1), UNKNOWN)
    # R069: legal_adviser_visits >= 4
    on_pace = facts["legal_adviser_visits"].notna() & (facts["legal_adviser_visits"] >= 4 * 258 // 365)
    R069 = np.where(facts["legal_adviser_visits"].notna(), np.where((facts["legal_adviser_visits"] >= 4), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R070: legal_guides >= 3
    R070 = np.where(facts["legal_guides"].notna(), (facts["legal_guides"] >= 3), UNKNOWN)
    # R071: affairs_disclosures >= 4
    on_pace = facts["affairs_disclosures"].notna() & (facts["affairs_disclosures"] >= 4 * 258 // 365)
    R071 = np.where(facts["affairs_disclosures"].notna(), np.where((facts["affairs_disclosures"] >= 4), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R072: supervisors_in_post BETWEEN 3 AND 5
    R072 = np.where(facts["supervisors_in_post"].notna(), ((facts["supervisors_in_post"] >= 3) & (facts["supervisors_in_post"] <= 5)), UNKNOWN)
    # R073: practice_station_open
    R073 = np.where(facts["practice_station_open"].notna(), (facts["practice_station_open"] == 1), UNKNOWN)
    # R074: village_rules_filed
    R074 = np.where(facts["village_rules_filed"].notna(), (facts["village_rules_filed"] == 1), UNKNOWN)
    # R075: civilised_village
    R075 = np.where(facts["civilised_village"].notna(), (facts["civilised_village"] == 1), UNKNOWN)
    # R076: ceremonies_council_open
    R076 = np.where(facts["ceremonies_council_open"].notna(), (facts["ceremonies_council_open"] == 1), UNKNOWN)
    # R077: lavish_ceremonies = 0
    R077 = np.where(facts["lavish_ceremonies"].notna(), (facts["lavish_ceremonies"] == 0), UNKNOWN)
    # R078: member_ceremonies_declared * 100 >= member_ceremonies * 100, where member_ceremonies > 0
    R078 = np.where(facts["member_ceremonies_declared"].notna() & facts["member_ceremonies"].notna(), (facts["member_ceremonies_declared"] * 100 >= facts["member_ceremonies"] * 100), UNKNOWN)
    R078 = np.where(facts["member_ceremonies"].notna(), np.where((facts["member_ceremonies"] > 0), R078, NOT_APPLICABLE), UNKNOWN)
    # R079: starred_household_rounds >= 1
    on_pace = facts["starred_household_rounds"].notna() & (facts["starred_household_rounds"] >= 1 * 258 // 365)
    R079 = np.where(facts["starred_household_rounds"].notna(), np.where((facts["starred_household_rounds"] >= 1), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R080: honour_roll_issues >= 1
    on_pace = facts["honour_roll_issues"].notna() & (facts["honour_roll_issues"] >= 1 * 258 // 365)
    R080 = np.where(facts["honour_roll_issues"].notna(), np.where((facts["honour_roll_issues"] >= 1), MET, np.where(on_pace, ON_PACE, BEHIND)), UNKNOWN)
    # R081: rules_survey_aware * 100 >= rules_survey_answers * 80
    R081 = np.where(facts["rules_survey_aware"].notna() & facts["rules_survey_answers"].notna(), (facts["rules_survey_aware"] * 100 >= facts["rules_survey_answers"] * 80), UNKNOWN)
    # R082: dropouts = 0
    R082 = np.where(facts["dropouts"].notna(), (facts["dropouts"] == 0), UNKNOWN)
    # R083: culture_centre_open
    R083 = np.where(facts["culture_centre_open"].notna(), (facts["culture_centre_open"] == 1), UNKNOWN)
    # R084: left_behind_children_visited * 100 >= left_behind_children * 100, where left_behind_children > 0
    R084 = np.where(facts["left_behind_children_visited"].notna() & facts["left_behind_children"].notna(), (facts["left_behind_children_visited"] * 100 >= facts["left_behind_children"] * 100), UNKNOWN)
    R084 = np.where(facts["left_behind_children"].notna(), np.where((facts["left_behind_children"] > 0), R084, NOT_APPLICABLE), UNKNOWN)
    # R085: clinic_qualified
    R085 = np.where(facts["clinic_qualified"].notna(), (facts["clinic_qualified"] == 1), UNKNOWN)
    # R086: insurance_covered * 100 >= insurance_due * 95, where insurance_due > 0
    R086 = np.where(facts["insurance_covered"].notna() & facts["insurance_due"].notna(), (facts["insurance_covered"] * 100 >= facts["insurance_due"] * 95), UNKNOWN)
    R086 = np.where(facts["insurance_due"].notna(), np.where((facts["insurance_due"] > 0), R086, NOT_APPLICABLE), UNKNOWN)
    # R087: priority_patients_signed * 100 >= priority_patients * 70, where priority_patients > 0
    R087 = np.where(facts["priority_patients_signed"].notna() & facts["priority_patients"].notna(), (facts["priority_patients_signed"] * 100 >= facts["priority_patients"] * 70), UNKNOWN)
    R087 = np.where(facts["priority_patients"].notna(), np.where((facts["priority_patients"] > 0), R087, NOT_APPLICABLE), UNKNOWN)
    # R088: elder_facilities_running >= 1
    R088 = np.where(facts["elder_facilities_running"].notna(), (facts["elder_facilities_running"] >= 1), UNKNOWN)
    # R089: watched_households_helped * 100 >= watched_households * 100, where watched_households > 0
    R089 = np.where(facts["watched_households_helped"].notna() & facts["watched_households"].notna(), (facts["watched_households_helped"] * 100 >= facts["watched_households"] * 100), UNKNOWN)
    R089 = np.where(facts["watched_households"].notna(), np.where((facts["watched_households"] > 0), R089, NOT_APPLICABLE), UNKNOWN)
    # R090: service_survey_satisfied * 100 >= service_survey_answers * 90
    R090 = np.where(facts["service_survey_satisfied"].notna() & facts["service_survey_answers"].notna(), (facts["service_survey_satisfied"] * 100 >= facts["service_survey_answers"] * 90), UNKNOWN)

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
