<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Error</name>
    <message numerus="yes">
        <source>The precheck found {count|n} error(s)</source>
        <translation>
            <numerusform>The precheck found {count|n} error</numerusform>
            <numerusform>The precheck found {count|n} errors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message numerus="yes">
        <source>Writers pay for the change log: three triggers on {tables|n} chosen table(s)</source>
        <translation>
            <numerusform>Writers pay for the change log: three triggers on {tables|n} chosen table</numerusform>
            <numerusform>Writers pay for the change log: three triggers on {tables|n} chosen tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>lower_case_table_names differs, and {count|n} chosen name(s) with capital letters, e.g. {example}</source>
        <translation>
            <numerusform>lower_case_table_names differs, and {count|n} chosen name with capital letters, e.g. {example}</numerusform>
            <numerusform>lower_case_table_names differs, and {count|n} chosen names with capital letters, e.g. {example}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{tables|n} table(s) chosen; databases: {databases|count}, rows: about {rows|count}</source>
        <translation>
            <numerusform>{tables|n} table chosen; databases: {databases|count}, rows: about {rows|count}</numerusform>
            <numerusform>{tables|n} tables chosen; databases: {databases|count}, rows: about {rows|count}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out: {count|n} view(s) that match, e.g. {example}</source>
        <translation>
            <numerusform>Left out: {count|n} view that match, e.g. {example}</numerusform>
            <numerusform>Left out: {count|n} views that match, e.g. {example}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Both sides would hand out the same AUTO_INCREMENT values in {tables|n} table(s), e.g. {example}</source>
        <translation>
            <numerusform>Both sides would hand out the same AUTO_INCREMENT values in {tables|n} table, e.g. {example}</numerusform>
            <numerusform>Both sides would hand out the same AUTO_INCREMENT values in {tables|n} tables, e.g. {example}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Already there with the same structure, kept: {count|n} table(s), e.g. {example}</source>
        <translation>
            <numerusform>Already there with the same structure, kept: {count|n} table, e.g. {example}</numerusform>
            <numerusform>Already there with the same structure, kept: {count|n} tables, e.g. {example}</numerusform>
        </translation>
    </message>
</context>
</TS>
