"""Entries, tiles, heads and keys of the public log, and its witnesses."""

import django.db.models.deletion
import fivestar.foundation.clock
import fivestar.foundation.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0003_forms_sent'),
    ]

    operations = [
        migrations.CreateModel(
            name='LogKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=71, unique=True)),
                ('public', models.CharField(max_length=160)),
                ('since', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='LogEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24)),
                ('subject', models.CharField(max_length=80)),
                ('unit', models.CharField(max_length=20)),
                ('day', models.DateField()),
                ('commitment', models.CharField(max_length=71)),
                ('content', models.TextField(null=True)),
                ('salt', models.BinaryField(max_length=16, null=True)),
                ('recorded_at', models.DateTimeField(default=fivestar.foundation.clock.machine_now)),
                ('erased_at', models.DateTimeField(null=True)),
                ('erased_because', models.CharField(blank=True, max_length=200)),
                ('number', models.BigIntegerField(null=True, unique=True)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'subject'), name='a_thing_is_entered_in_the_log_once'), models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', False), ('erased_at__isnull', True), ('erased_because', ''), ('salt__isnull', False)), models.Q(('content__isnull', True), ('erased_at__isnull', False), ('salt__isnull', True), models.Q(('erased_because', ''), _negated=True)), _connector='OR'), name='an_entry_is_whole_or_erased_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='LogHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(max_length=100)),
                ('size', models.BigIntegerField(unique=True)),
                ('root', models.CharField(max_length=71)),
                ('at', models.DateTimeField()),
                ('signature', models.CharField(max_length=120)),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.logkey')),
            ],
            options={
                'ordering': ['size'],
            },
        ),
        migrations.CreateModel(
            name='LogTile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField()),
                ('number', models.PositiveBigIntegerField()),
                ('hashes', models.BinaryField(max_length=8192)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('level', 'number'), name='one_tile_at_a_place_of_the_log')],
            },
        ),
        migrations.CreateModel(
            name='LogWitness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=fivestar.foundation.ids.new_public_id, editable=False, max_length=12, unique=True)),
                ('unit', models.CharField(max_length=20)),
                ('unit_name', models.CharField(max_length=60)),
                ('path', models.CharField(max_length=200)),
                ('name', models.CharField(max_length=71, unique=True)),
                ('public', models.CharField(max_length=160)),
                ('registered_by', models.CharField(max_length=64)),
                ('registered_at', models.DateTimeField()),
                ('ended_by', models.CharField(blank=True, max_length=64)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['unit', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('unit',), name='one_witness_key_of_a_township')],
            },
        ),
        migrations.CreateModel(
            name='LogWitnessing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signature', models.CharField(max_length=120)),
                ('signed_at', models.DateTimeField()),
                ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='witnessed', to='foundation.loghead')),
                ('witness', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed', to='foundation.logwitness')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddConstraint(
            model_name='loghead',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='a_head_is_of_some_entries'),
        ),
        migrations.AddConstraint(
            model_name='logwitnessing',
            constraint=models.UniqueConstraint(fields=('head', 'witness'), name='a_witness_signs_a_head_once'),
        ),
    ]
